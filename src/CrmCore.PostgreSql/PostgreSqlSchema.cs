using CrmCore.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmCore.PostgreSql;

/// <summary>The tables in an own database, made or taken over in one transaction under one lock, so that many processes can open it together. Their version stands in <c>crm_schema</c>.</summary>
internal static class PostgreSqlSchema
{
    /// <summary>Numbers the lock among the advisory locks of the database; any number that nobody else uses will do.</summary>
    private const long Lock = 0x63726D_636F7265;

    public static void Ensure(CrmDbContext context, string name) =>
        context.Database.CreateExecutionStrategy().Execute(() =>
        {
            using IDbContextTransaction transaction = context.Database.BeginTransaction();
            context.Database.ExecuteSql($"SELECT pg_advisory_xact_lock({Lock})");
            HashSet<string> tables = [.. context.Database.SqlQuery<string>($"SELECT table_name AS \"Value\" FROM information_schema.tables WHERE table_schema = current_schema()")];
            int version = tables.Contains("crm_schema") ? context.Database.SqlQuery<int>($"SELECT version AS \"Value\" FROM crm_schema").Single() : 0;
            switch (version)
            {
                case SchemaRebuild.Version:
                    return;
                case > SchemaRebuild.Version:
                    throw new InvalidDataException($"'{name}' has tables of version {version}; this version of CrmCore reads versions up to {SchemaRebuild.Version}.");
                case 0 when tables.Contains("crm_leads"):
                    throw new InvalidDataException($"'{name}' has a table crm_leads but no table crm_schema: its tables are kept by somebody else's migrations. Use their context.");
                case 0:
                    context.GetService<IRelationalDatabaseCreator>().CreateTables();
                    context.Database.ExecuteSql($"CREATE TABLE crm_schema (version integer NOT NULL)");
                    context.Database.ExecuteSql($"INSERT INTO crm_schema VALUES (0)");
                    break;
                default:
                    SchemaRebuild.Run(context, tables);
                    break;
            }

            context.Database.ExecuteSql($"UPDATE crm_schema SET version = {SchemaRebuild.Version}");
            transaction.Commit();
        });
}
