"""Front of house: what readers get: front page, lists, articles, error pages."""
