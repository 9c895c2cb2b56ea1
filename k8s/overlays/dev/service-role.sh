# Read by the image's own start, once, when the database is made: the role that the bridge logs in as.
psql -v ON_ERROR_STOP=1 -v name="$SERVICE_USERNAME" -v password="$SERVICE_PASSWORD" \
  --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
SQL
