# Run by PostgreSQL's image when its volume is empty: one database a service, owned by a role of the same name.
# The passwords come from COMPLAINT_PASSWORD, RECOVERY_PASSWORD and NOTIFICATION_PASSWORD.
for name in complaint recovery notification; do
    variable=${name^^}_PASSWORD
    psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname postgres \
        --set name="$name" --set password="${!variable:?is not set}" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke all on database :"name" from public;
SQL
done
