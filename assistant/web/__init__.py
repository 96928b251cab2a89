"""The web layer: HTTP interface, chat, pages. `site.create_site` puts it together."""
