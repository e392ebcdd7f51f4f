/** A gallery takes several pictures at once. A classic script, loaded after Wagtail's blocks: the form knows the list by then. */
(() => {
  const { ListBlock, ListBlockDefinition } = window.wagtailStreamField.blocks;

  class GalleryPictures extends ListBlock {
    constructor(...given) {
      super(...given);
      this.words = this.blockDef.meta.several;
      this.button = document.createElement("button");
      this.button.type = "button";
      this.button.className = "button button-small button-secondary";
      this.button.textContent = this.words.button;
      this.button.addEventListener("click", () => this.choose());
      this.said = document.createElement("span");
      this.said.setAttribute("role", "status");
      const row = document.createElement("div");
      row.className = "mh-several";
      row.append(this.button, this.said);
      this.container[0].prepend(row);
    }

    /** Open the picture chooser, which gives the focus back to what had it. */
    choose() {
      this.said.textContent = "";
      this.button.focus();
      this.modal ??= new window.ImageChooserModal(this.words.chooser);
      this.modal.open({ multiple: 1 }, (pictures) => {
        const added = this.add(pictures);
        this.button.addEventListener("focus", () => this.say(added, pictures.length), { once: true });
      });
    }

    /**
     * Rows that are still empty are filled first, the others come at the end, as many as the gallery holds.
     * @param {object[]} pictures as the chooser tells them
     * @returns {number} how many were added
     */
    add(pictures) {
      const empty = this.children.filter((child) => !child.getTextLabel());
      const room = this.blockDef.meta.maxNum - this.children.length + empty.length;
      const added = pictures.slice(0, Math.max(room, 0));
      for (const picture of added) {
        const child = empty.shift();
        if (child) {
          child.block.childBlocks.picture.setState(picture);
        } else {
          const [, blank, id] = this._getChildDataForInsertion();
          this.insert({ ...blank, picture }, this.children.length, { id });
        }
      }
      return added.length;
    }

    say(added, chosen) {
      const { one, many, full } = this.words;
      const words = added < chosen ? full : added === 1 ? one : many;
      this.said.textContent = words.replace("%n", String(added)).replace("%m", String(this.blockDef.meta.maxNum));
    }
  }

  class GalleryPicturesDefinition extends ListBlockDefinition {
    render(...given) {
      return new GalleryPictures(this, ...given);
    }
  }

  window.telepath.register("masthead.desk.GalleryPictures", GalleryPicturesDefinition);
})();
