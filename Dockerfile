# Kiki with the embedded graph, or with Neo4j as docker-compose.yml has it.
FROM node:22-slim AS build
WORKDIR /kiki
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /kiki
COPY --from=build /kiki/package.json /kiki/LICENSE ./
COPY --from=build /kiki/node_modules node_modules
COPY --from=build /kiki/dist dist
COPY --from=build /kiki/examples examples
RUN ln -s /kiki/dist/cli/main.js /usr/local/bin/kiki \
  && mkdir /data /company && chown node:node /data /company

# Not root. The graph and the model's weights are in /data; kiki.yaml and the files it names are mounted at /company.
USER node
WORKDIR /company
VOLUME /data
# A container is reached from outside only where its port is published, and whoever reaches Kiki may edit everything (there is no
# sign-in yet). So it asks for KIKI_ALLOW_INSECURE=1: publish the port on 127.0.0.1, or behind something that lets only the right
# people through.
ENV KIKI_DATA=/data HOST=0.0.0.0
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "/kiki/dist/cli/main.js", "serve"]
