using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CrmCore.Cli.Terminal;
using CrmCore.Matching;

namespace CrmCore.Cli.Matching;

/// <summary>The map that says which column plays which role: <c>{"surname":"family","addr":"street","notes":"ignore"}</c>. Columns that it does not name are ignored.</summary>
internal static class MatchMap
{
    public const string Example = """{"surname":"family","addr":"street"}""";

    public static bool TryRead(string path, [NotNullWhen(true)] out IReadOnlyDictionary<string, string>? map)
    {
        map = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement root = document.RootElement;
            JsonElement columns = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("columns", out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
            Dictionary<string, string> roles = new(StringComparer.Ordinal);
            foreach (JsonProperty column in columns.EnumerateObject())
            {
                string role = column.Value.GetString() ?? MatchRoles.Ignore;
                bool known = role is MatchRoles.Name or MatchRoles.Ignore || MatchFields.All.Contains(role);
                roles[column.Name] = known ? role : role == "text" ? MatchRoles.FieldOf(column.Name) : MatchHeaders.RoleOf(role) ?? role;
            }

            map = roles;
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Output.Error(Failures.OfFile(failure, path));
            return false;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            Output.Error(CliTexts.Get(
                "match.map.unreadable",
                ("file", path),
                ("why", failure.Message),
                ("example", Example),
                ("roles", string.Join(", ", (string[])[MatchRoles.Name, .. MatchFields.All, "text", MatchRoles.Ignore]))));
            return false;
        }
    }
}
