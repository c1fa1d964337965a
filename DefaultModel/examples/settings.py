"""Settings: dotenv, properties, ini (units of systemd too) and nginx."""


def dotenv(w):
    prefix = w.one(
        ["", "", "", f"{w.noun().upper()}_", w.one(["VITE_", "NEXT_PUBLIC_", "REACT_APP_", "APP_", "DB_", "AWS_"])]
    )
    quote, export = w.one(["", "", "'", '"']), "export " if w.maybe(0.08) else ""
    lines = []
    for _ in range(w.one([1, 1, 2, 3, 4, 6, 9, 14])):
        if w.maybe(0.12):
            lines.append(w.one(["", f"# {w.sentence()}", f"# {w.noun()}", f"#{w.upper()}={w.scalar()}"]))
        value = w.one([w.scalar, w.secret, w.url, lambda: "", lambda: f"${{{w.upper()}}}", w.scalar])()
        comment = f" # {w.sentence()}" if w.maybe(0.05) else ""
        lines.append(f"{export}{prefix}{w.upper()}={quote if value else ''}{value}{quote if value else ''}{comment}")
    return "\n".join(lines).strip("\n")


def properties(w):
    root = w.one(
        [
            "spring",
            "server",
            "app",
            "org.example",
            "com.example",
            "logging.level",
            "db",
            "log4j.appender",
            w.noun(),
            w.noun(),
            "quarkus",
            "management",
            "kafka",
            "security",
            "jdbc",
            "mail",
            "cache",
        ]
    )
    kind, join = w.number(0, 2), w.one(["=", "=", "=", " = ", ": ", ":"])
    lines = [w.one(["#", "!"]) + " " + w.sentence()] if w.maybe(0.15) else []
    for _ in range(w.one([1, 2, 2, 3, 4, 5, 8, 12])):
        if kind == 0:
            value = w.scalar()
        elif kind == 1:
            value = w.one(
                [
                    f"{w.sentence().capitalize()}.",
                    f"{w.adjective().capitalize()} {w.noun()}: {{0}}",
                    f"{w.verb().capitalize()} {{{w.number(0, 2)}}} of {{1}}",
                    f"{w.noun().capitalize()}s",
                    "\\u00e5pen",
                    "Schlie\\u00dfen",
                ]
            )
        else:
            value = w.one(
                [
                    f"${{{w.upper()}:{w.scalar()}}}",
                    f"org.example.{w.noun()}.{w.pascal()}",
                    w.scalar(),
                    f"https\\://{w.host()}{w.path()}",
                    f"C:\\\\{w.noun()}\\\\{w.noun()}",
                    f"{w.noun()},\\\n    {w.noun()}",
                ]
            )
        middle = w.one([w.noun(), w.kebab(), w.camel(), f"{w.noun()}.{w.noun()}"])
        lines.append(f"{root}.{middle}{w.one(['', '', '.' + w.camel()])}{join}{value}")
    return "\n".join(lines)


UNIT = {
    "Unit": [
        "Description={sentence}",
        "After=network.target",
        "Wants={noun}.service",
        "Requires={noun}.socket",
        "Documentation=man:{noun}(8)",
    ],
    "Service": [
        "ExecStart=/usr/bin/{noun} --port {port}",
        "Type=simple",
        "Type=oneshot",
        "Restart=always",
        "RestartSec=5",
        "User={noun}",
        "WorkingDirectory={path}",
        "Environment={upper}={scalar}",
        "EnvironmentFile=-/etc/default/{noun}",
        "PrivateTmp=true",
        "ExecReload=/bin/kill -HUP $MAINPID",
    ],
    "Install": ["WantedBy=multi-user.target", "WantedBy=default.target", "Alias={noun}.service"],
    "Timer": ["OnCalendar=daily", "OnCalendar=*-*-* 04:00:00", "OnBootSec=5min", "Persistent=true"],
    "Socket": ["ListenStream={port}", "Accept=yes", "ListenStream=/run/{noun}.sock"],
    "Mount": ["What=/dev/sda{digit}", "Where={path}", "Type=ext4", "Options=noatime"],
}


def unit(w):
    chosen = w.one(
        [
            ["Unit", "Service", "Install"],
            ["Unit", "Service"],
            ["Service"],
            ["Unit", "Timer", "Install"],
            ["Timer"],
            ["Unit", "Socket", "Install"],
            ["Unit", "Mount"],
            ["Install"],
        ]
    )
    blocks = []
    for section in chosen:
        lines = w.random.sample(UNIT[section], w.number(1, min(6, len(UNIT[section]))))
        filled = [
            line.format(
                sentence=w.sentence().capitalize(),
                noun=w.noun(),
                port=w.number(80, 9999),
                path=w.path(),
                upper=w.upper(),
                scalar=w.scalar(),
                digit=w.number(1, 9),
            )
            for line in lines
        ]
        blocks.append("\n".join([f"[{section}]", *filled]))
    return "\n\n".join(blocks)


def ini(w):
    if w.maybe(0.25):
        return unit(w)
    join, comment, indent = (
        w.one(["=", "=", " = ", " = ", ": "]),
        w.one([";", "#", ";"]),
        w.one(["", "", "", "\t", "  "]),
    )
    key = w.one([w.snake, w.camel, w.noun, w.kebab, w.pascal])
    blocks = []
    for _ in range(w.one([1, 1, 2, 3])):
        head = w.one(
            [
                w.noun(),
                w.pascal(),
                f"{w.noun()}:{w.noun()}",
                f'{w.noun()} "{w.kebab()}"',
                f"{w.noun()}.{w.noun()}",
                w.sentence(),
                f"*.{w.one(['py', 'js', 'md', 'go'])}",
                "DEFAULT",
                "global",
            ]
        )
        lines = [f"[{head}]"]
        for _ in range(w.number(1, 6)):
            if w.maybe(0.1):
                lines.append(f"{indent}{comment} {w.sentence()}")
            lines.append(
                f"{indent}{key()}{join}{w.one([w.scalar(), w.scalar(), f'%({w.noun()})s/{w.noun()}', w.sentence()])}"
            )
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def nginx(w):
    indent = w.one(["    ", "  ", "\t"])
    inner = [
        f"proxy_pass http://{w.one([w.noun(), w.host() + ':' + str(w.number(1000, 9999))])};",
        "proxy_set_header Host $host;",
        "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
        f"try_files $uri $uri/ /{w.noun()}.html;",
        f"root /var/www/{w.noun()};",
        f"return {w.one([301, 302])} https://$host$request_uri;",
        f"expires {w.number(1, 30)}d;",
        "deny all;",
        f"alias /srv{w.path()}/;",
        f"add_header X-{w.noun().capitalize()} {w.noun()} always;",
        f"client_max_body_size {w.number(1, 100)}m;",
        "access_log off;",
        f"rewrite ^/{w.noun()}/(.*)$ /{w.noun()}/$1 permanent;",
        f"limit_req zone={w.noun()} burst={w.number(5, 50)} nodelay;",
        "fastcgi_pass unix:/run/php/php-fpm.sock;",
        "include fastcgi_params;",
        "proxy_http_version 1.1;",
    ]
    server = [
        f"listen {w.one(['80', '443 ssl', '[::]:80', '8080 default_server'])};",
        f"server_name {w.host()};",
        f"index index.html {w.noun()}.html;",
        f"ssl_certificate /etc/ssl/{w.noun()}.crt;",
        f"error_page {w.one([404, 500, '500 502 503'])} /{w.noun()}.html;",
        "gzip on;",
        f"access_log /var/log/nginx/{w.noun()}.log;",
    ]

    def location():
        where = w.one(
            [
                "/",
                w.path(),
                f"= {w.path()}",
                f"~ \\.{w.one(['php', 'cgi'])}$",
                "~* \\.(png|jpg|css)$",
                f"^~ {w.path()}/",
            ]
        )
        return [f"location {where} {{", *[indent + line for line in w.random.sample(inner, w.number(1, 4))], "}"]

    shape = w.number(0, 4)
    if shape == 0:
        return "\n".join(location())
    if shape == 1:
        return "\n".join(
            [
                f"upstream {w.noun()} {{",
                *[
                    f"{indent}server {w.host()}:{w.number(1000, 9999)}{w.one(['', ' weight=3', ' backup'])};"
                    for _ in range(w.number(1, 4))
                ],
                "}",
            ]
        )
    if shape == 2:
        return "\n".join(w.random.sample(inner + server, w.number(1, 4)))
    lines = [indent + line for line in w.random.sample(server, w.number(2, 5))]
    for _ in range(w.number(0, 2)):
        lines += ["", *[indent + line for line in location()]]
    return "\n".join(["server {", *lines, "}"])


FORMATS = {"dotenv": dotenv, "properties": properties, "ini": ini, "nginx": nginx}
