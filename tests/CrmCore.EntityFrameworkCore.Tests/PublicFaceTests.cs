using CrmCore.PostgreSql;
using CrmCore.Tests.Architecture;

namespace CrmCore.EntityFrameworkCore.Tests;

public sealed class PublicFaceTests() : PublicFaceRules(typeof(SqliteStore).Assembly);

public sealed class PostgreSqlFaceTests() : PublicFaceRules(typeof(PostgreSqlStore).Assembly);
