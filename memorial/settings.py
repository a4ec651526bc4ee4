"""Settings of an installation, from top to bottom.

Whatever differs between installations comes from the environment, and every default is safe.
``docs/operating.md`` tells what to set for a real installation.
"""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from archive import languages
from archive.clock import is_place
from memorial.buckets import picture_stores
from memorial.caches import shared
from memorial.databases import database, readers, sqlite
from memorial.languages import default_language, retired, spoken
from memorial.mail import server
from memorial.secrets import secret_key

ROOT = Path(__file__).resolve().parent.parent


def switch(name: str) -> bool:
    """Whether a setting of the environment is on. Off when it is not there."""
    value = os.environ.get(name, "").strip().lower()
    if value in ("", "0", "no", "off", "false"):
        return False
    if value in ("1", "yes", "on", "true"):
        return True
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to 1 or 0, or leave it out.")


# ---------------------------------------------------------------------------------------------------
# Where things are kept
# ---------------------------------------------------------------------------------------------------

# Database, secret key, captured copies and collected style sheets. Everything to back up is in here, or in PostgreSQL.
MEMORIAL_DATA_DIR = Path(os.environ.get("MEMORIAL_DATA_DIR") or ROOT / "var").resolve()
try:
    MEMORIAL_DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as refused:
    raise ImproperlyConfigured(
        f"The data folder {MEMORIAL_DATA_DIR} cannot be made ({refused.strerror}). "
        "Set MEMORIAL_DATA_DIR to a folder this user may write to."
    ) from refused

# SQLite in the data folder, or PostgreSQL: postgres://user:password@host:5432/name
MEMORIAL_DATABASE_URL = os.environ.get("MEMORIAL_DATABASE_URL", "")
DATABASES = {
    "default": database(MEMORIAL_DATABASE_URL)
    if MEMORIAL_DATABASE_URL
    else sqlite(MEMORIAL_DATA_DIR / "archive.sqlite3")
}
# Of the same rows, under the conditions of the reading room. They may read a streaming replica of PostgreSQL, with an
# address like that above: what readers see may then be late, and never early.
DATABASES |= readers(DATABASES["default"], os.environ.get("MEMORIAL_REPLICA_URL", ""))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Where several processes keep pages together, on Redis or Valkey: redis://host:6379/0. Without it each keeps its own.
MEMORIAL_CACHE_URL = os.environ.get("MEMORIAL_CACHE_URL", "")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if MEMORIAL_CACHE_URL:
    CACHES["pages"] = shared(MEMORIAL_CACHE_URL)

# ---------------------------------------------------------------------------------------------------
# Where the site is
# ---------------------------------------------------------------------------------------------------

# The address readers type, without a path. It is in canonical links, and decides whether the site is
# served over https. Never taken from a request: a visitor may write any host into one.
MEMORIAL_ADDRESS = os.environ.get("MEMORIAL_ADDRESS") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
_site = urlsplit(MEMORIAL_ADDRESS)
if _site.scheme not in ("http", "https") or not _site.hostname or _site.path or _site.query or _site.fragment:
    raise ImproperlyConfigured(
        f"MEMORIAL_ADDRESS is {MEMORIAL_ADDRESS!r}. Set it to the site's address without a path, "
        "such as https://archive.example.org"
    )
HTTPS = _site.scheme == "https"

# Host names the site answers to, with commas between. Others get 400.
_hosts = [host.strip() for host in os.environ.get("MEMORIAL_HOSTS", "").split(",")]
ALLOWED_HOSTS = [*filter(None, _hosts)] or sorted({_site.hostname, "127.0.0.1", "localhost", "[::1]"})

# Set to 1 only behind a proxy that removes X-Forwarded-Proto from what visitors send and writes its own, and adds
# whom it heard to X-Forwarded-For: otherwise a visitor could claim to have come over https, or from anywhere.
MEMORIAL_BEHIND_PROXY = switch("MEMORIAL_BEHIND_PROXY")
if MEMORIAL_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Pages with tracebacks, for a developer's own machine only.
DEBUG = switch("MEMORIAL_DEBUG")

# Which rooms this process serves: both, or one of them. Where readers are served alone, nothing of the desk is loaded,
# and the database need let this process read the public tables alone.
MEMORIAL_SURFACE = os.environ.get("MEMORIAL_SURFACE") or "both"
SURFACES = {"both": "memorial.urls", "public": "memorial.public_urls", "desk": "memorial.desk_urls"}
if MEMORIAL_SURFACE not in SURFACES:
    raise ImproperlyConfigured(f"MEMORIAL_SURFACE is {MEMORIAL_SURFACE!r}. Set it to both, public or desk.")

ROOT_URLCONF = SURFACES[MEMORIAL_SURFACE]
WSGI_APPLICATION = "memorial.wsgi.application"
# The archivists' desk.
MEMORIAL_DESK_PATH = "/desk/"
LOGIN_URL = "admin:login"
# Where somebody arrives who has signed in and did not come from a page of the desk.
LOGIN_REDIRECT_URL = "admin:index"

# ---------------------------------------------------------------------------------------------------
# What it is made of
# ---------------------------------------------------------------------------------------------------

OF_DESK = {
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django_prose_editor",
    "axes",
    "memorial.desk_middleware.Sessions",
    "django.middleware.csrf.CsrfViewMiddleware",
    "memorial.desk_middleware.Authentication",
    "archive.admin.middleware.DeskLocaleMiddleware",
    "memorial.desk_middleware.Messages",
    "axes.middleware.AxesMiddleware",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
}


def served(*names: str) -> list[str]:
    """What of this is needed for the rooms that are served."""
    return [name for name in names if MEMORIAL_SURFACE != "public" or name not in OF_DESK]


INSTALLED_APPS = served(
    "archive",
    # Simple: the desk is a site of our own, archive.admin.site, so nothing has to be discovered.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Collected files are served by whitenoise, also while developing.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_prose_editor",
    "axes",
)

MIDDLEWARE = served(
    "django.middleware.security.SecurityMiddleware",
    "memorial.headers.PermissionsPolicyMiddleware",
    "memorial.csp.ContentSecurityPolicyMiddleware",
    "memorial.files.CollectedFilesMiddleware",
    "memorial.desk_middleware.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "memorial.desk_middleware.Authentication",
    "archive.admin.middleware.DeskLocaleMiddleware",
    "memorial.desk_middleware.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Last, so that it answers for the sign-in that was refused.
    "axes.middleware.AxesMiddleware",
)

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": served(
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ),
        },
    },
]
if MEMORIAL_SURFACE != "public":  # where there is no desk, and readers' forms are written by their own templates
    FORM_RENDERER = "archive.admin.base.form_renderer.FormRenderer"

# ---------------------------------------------------------------------------------------------------
# Languages and time
# ---------------------------------------------------------------------------------------------------

# The archive's languages, with commas between, in the order in which they stand in for one another.
MEMORIAL_LANGUAGES = spoken(os.environ.get("MEMORIAL_LANGUAGES") or "az,en,ru")
# Those of them in which nothing is written any more. Their addresses stay.
MEMORIAL_RETIRED_LANGUAGES = retired(os.environ.get("MEMORIAL_RETIRED_LANGUAGES", ""), MEMORIAL_LANGUAGES)
LANGUAGES = [(code, languages.get(code).autonym) for code in MEMORIAL_LANGUAGES]
LOCALE_PATHS = [ROOT / "archive" / "locale"]
# Pages choose by their address, the desk by its user.
LANGUAGE_CODE = default_language(MEMORIAL_LANGUAGES, LOCALE_PATHS[0])
USE_I18N = True

# Moments are stored in UTC and spoken in the archive's zone, which also says when a day begins.
USE_TZ = True
MEMORIAL_TIME_ZONE = os.environ.get("MEMORIAL_TIME_ZONE") or "Asia/Baku"
if not is_place(MEMORIAL_TIME_ZONE):
    raise ImproperlyConfigured(
        f"MEMORIAL_TIME_ZONE is {MEMORIAL_TIME_ZONE!r}, which is no place whose clocks are known. "
        "Set it to a zone's full name, such as Asia/Baku"
    )
TIME_ZONE = MEMORIAL_TIME_ZONE

# ---------------------------------------------------------------------------------------------------
# People and their sessions
# ---------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "archive.User"
# Asked in this order: the first refuses where too many passwords were wrong, before anything is hashed.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "archive.editorial.permissions.RightsOfGroups"]
# Argon2 for new passwords; Django's default stays readable for accounts that were brought along.
PASSWORD_HASHERS = [
    "memorial.passwords.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# The tenth wrong password for one account from one address locks that account there for a quarter of an hour.
# memorial/guessing.py weighs what is counted, in this order.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address", "username"]
AXES_HANDLER = "memorial.guessing.Guesses"
AXES_CLIENT_IP_CALLABLE = "memorial.guessing.address"
AXES_LOCKOUT_CALLABLE = "memorial.guessing.refused"
AXES_RESET_ON_SUCCESS = True
# Whoever tries on while locked neither stays out longer nor fills the table.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Who signed in and out is not kept.
AXES_DISABLE_ACCESS_LOG = True
# The log names addresses, for whoever has to block one; in place of a name, people type passwords.
AXES_VERBOSE = False
# Words that were typed into a form before signing in come along with the password.
AXES_SENSITIVE_PARAMETERS = ["username", "words"]

# Signs sessions and forms. Made once, kept in the data folder; set MEMORIAL_SECRET_KEY where several
# machines serve one site.
SECRET_KEY = os.environ.get("MEMORIAL_SECRET_KEY") or secret_key(MEMORIAL_DATA_DIR / "secret-key")

# A working day: whoever publishes has signed in, or worked at the desk, within the last twelve hours.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# A form that is refused for its token shows the words that were typed into it.
CSRF_FAILURE_VIEW = "archive.admin.screens.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [MEMORIAL_ADDRESS] if HTTPS else []
# Over https, browsers accept the cookies from this very host only: that is what __Host- means.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"

# Who sends notices of the desk, and new passwords: smtps://user:password@host. Without it nothing is sent.
MEMORIAL_SMTP_URL = os.environ.get("MEMORIAL_SMTP_URL", "")
vars().update(server(MEMORIAL_SMTP_URL))
DEFAULT_FROM_EMAIL = os.environ.get("MEMORIAL_MAIL_FROM") or f"memorial-archive@{_site.hostname}"
EMAIL_SUBJECT_PREFIX = ""

# Whether "manage.py check_sources" may ask other people's servers if the sources are still there.
MEMORIAL_CHECK_SOURCES = switch("MEMORIAL_CHECK_SOURCES")
# Addresses within a house are never asked. Tests have no others.
MEMORIAL_ASKS_OWN_HOUSE = False

# ---------------------------------------------------------------------------------------------------
# What browsers are told
# ---------------------------------------------------------------------------------------------------

# Everything from here, nothing inline, no frames. memorial/csp.py lends the desk's editor a nonce.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "manifest-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Once seen over https, a year of nothing else.
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
# Not said for subdomains, nor to be built into browsers: these promises bind names that may belong to
# others, and cannot be taken back for months. A proxy can add them.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if MEMORIAL_SURFACE == "public":
    # Against forged forms: nothing is sent to the reading room.
    SILENCED_SYSTEM_CHECKS.append("security.W003")

# ---------------------------------------------------------------------------------------------------
# What is kept
# ---------------------------------------------------------------------------------------------------

# How many bytes of pages each process keeps, as they are sent, each under the publication version it was made from.
_megabytes = os.environ.get("MEMORIAL_KEPT_PAGES") or "16"
if not _megabytes.isdecimal():
    raise ImproperlyConfigured(f"MEMORIAL_KEPT_PAGES is {_megabytes!r}. Set it to a number of megabytes; 0 keeps none.")
MEMORIAL_KEPT_PAGES = int(_megabytes) * 1024 * 1024

# ---------------------------------------------------------------------------------------------------
# Limits
# ---------------------------------------------------------------------------------------------------

# What may be sent at once, in bytes: a form by anybody who stands before the desk, and two of the largest captured
# copies with the form around them by whoever is signed in. memorial/entrance.py keeps it.
MEMORIAL_LARGEST_FORM = 512 * 1024
MEMORIAL_LARGEST_UPLOAD = 120 * 1024 * 1024
# A long statement in three languages with its sources fits many times over.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# ---------------------------------------------------------------------------------------------------
# Style sheets, scripts, pictures of the site itself
# ---------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
# A folder with this archive's own colours, mark and typefaces. It stands over static/theme/: what is not in it is found
# there. docs/operating.md tells how to make one; archive/theme/checks.py refuses what cannot be read.
MEMORIAL_THEME = Path(os.environ["MEMORIAL_THEME"]).resolve() if os.environ.get("MEMORIAL_THEME") else None
STATICFILES_DIRS = [*([("theme", MEMORIAL_THEME)] if MEMORIAL_THEME else []), ROOT / "static"]
STATIC_ROOT = MEMORIAL_DATA_DIR / "static"

# A file of GeoJSON whose lines are drawn on maps, with its source, its date and what it means; docs/maps.md.
MEMORIAL_MAP_OUTLINE = (
    Path(os.environ["MEMORIAL_MAP_OUTLINE"]).resolve() if os.environ.get("MEMORIAL_MAP_OUTLINE") else None
)
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Captured copies: private, so below no folder that is served.
    "copies": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": MEMORIAL_DATA_DIR / "copies",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    # Pictures as they were sent, their masters, and what is made of these. With s3://key:secret@host/bucket they stand
    # in a bucket of S3, or of a service that speaks as it does.
    **picture_stores(os.environ.get("MEMORIAL_BUCKET_URL", ""), MEMORIAL_DATA_DIR),
    # Sheets on their way into the archive: private, and gone after a week.
    "sheets": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": MEMORIAL_DATA_DIR / "sheets",
            "allow_overwrite": True,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        # Names carry a hash of the content, so browsers may keep files for ever; a developer's change
        # shows at once.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "memorial.storage.BundledStaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = DEBUG
# Only this site's own pages need them.
WHITENOISE_ALLOW_ALL_ORIGINS = False

# ---------------------------------------------------------------------------------------------------
# What is told to whoever runs it
# ---------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # Strangers who knock with wrong host names, or ask for what does not exist, are no news.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
