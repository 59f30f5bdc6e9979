// Shows openapi.json in Swagger UI, which is served from here like everything else.
"use strict";
const target = document.getElementById("swagger-ui");
SwaggerUIBundle({
  url: target.dataset.url,
  dom_id: "#swagger-ui",
  deepLinking: true,
  // By default the viewer would send our description to a validator on the net.
  validatorUrl: null,
});
