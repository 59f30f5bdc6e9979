"""The web room: pages, documents and the SPARQL endpoint over what `stafett build` wrote. It only reads."""
