using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CrmCore.Cli.Tests.Support;
using CrmCore.Tests.Pages;

namespace CrmCore.Cli.Tests.Packages;

/// <summary>Holds docs/dependencies.md against the lock files and the manifests of the packages: a package or a licence that nobody has read fails here.</summary>
public sealed partial class DependencyTests
{
    private const string OnlyWhileBuilding = "Only while building";

    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs/dependencies.md"));

    public static TheoryData<string> All => [.. PackedPackages.All];

    [Theory]
    [MemberData(nameof(All))]
    public void The_whole_closure_of_a_package_is_on_the_page(string package)
    {
        Dictionary<string, string> locked = Locked(package);
        HashSet<string> building = [.. Table(OnlyWhileBuilding).Keys];
        Assert.Equal(
            locked.Keys.Except(building).Order(StringComparer.OrdinalIgnoreCase),
            Table(package).Keys.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_licence_is_the_one_on_the_page_and_allowed(string package)
    {
        string[] allowed = Allowed().Match(Page).Groups[1].Value.Split(", ");
        Dictionary<string, string> exceptions = Table("Licences that are allowed");
        Dictionary<string, string> locked = Locked(package);
        Assert.All(Table(package).Concat(Table(OnlyWhileBuilding).Where(r => locked.ContainsKey(r.Key))), row =>
        {
            Assert.Equal(LicenceOf(row.Key, locked[row.Key]), row.Value);
            Assert.True(allowed.Contains(row.Value) || exceptions.GetValueOrDefault(row.Key) == row.Value, $"{row.Key}: {row.Value} is not among the licences that are allowed.");
        });
    }

    [Fact]
    public void What_is_only_for_building_goes_no_further()
    {
        string projects = string.Concat(PackedPackages.All.Select(p => File.ReadAllText(Repository.PathOf($"src/{p}/{p}.csproj")))) + File.ReadAllText(Repository.PathOf("src/Directory.Build.props"));

        // The SDK adds the tasks of its trimmer by itself, without letting them through.
        Assert.All(Table(OnlyWhileBuilding).Keys.Where(k => k != "Microsoft.NET.ILLink.Tasks"), k => Assert.Contains($"Include=\"{k}\" PrivateAssets=\"all\"", projects, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_exception_is_needed_and_has_a_reason()
    {
        HashSet<string> known = [.. PackedPackages.All.SelectMany(p => Locked(p).Keys)];
        Assert.All(Table("Licences that are allowed").Keys, k => Assert.Contains(k, known));
        Assert.All(Section("Licences that are allowed").Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| ---", StringComparison.Ordinal)), l =>
            Assert.True(l.Split('|')[3].Trim().Length > 20, l));
    }

    [Fact]
    public void The_tool_tells_whose_work_is_in_it_under_which_terms()
    {
        Dictionary<string, string> locked = Locked("CrmCore.Cli");
        StringBuilder notices = new("The crmcore command contains the packages below, unmodified: by licence, the names first and its terms after them.\n"
            + "The report that it writes contains further parts, whose notices stand at the head of its script.\n");
        foreach (IGrouping<string, KeyValuePair<string, string>> licence in Table("CrmCore.Cli").GroupBy(r => r.Value.Split(' ')[^1]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            notices.Append($"\n{new string('=', 80)}\n{licence.Key}\n{new string('=', 80)}\n\n");
            foreach ((string package, _) in licence)
            {
                XElement metadata = Manifest(package, locked[package]);
                notices.Append($"{package}: {Blank().Replace(Value("copyright") ?? $"Copyright {Value("authors")}", " ").Trim()}\n");
                if (Value("projectUrl") is { } address)
                {
                    notices.Append($"    {address}\n");
                }

                string? Value(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;
            }

            notices.Append('\n').Append(File.ReadAllText(Repository.PathOf($"tests/CrmCore.Cli.Tests/Packages/Licences/{licence.Key}.txt")).ReplaceLineEndings("\n"));
        }

        GeneratedPage.Check("src/CrmCore.Cli/THIRD-PARTY-NOTICES.txt", notices.ToString());
    }

    [Fact]
    public void Builds_are_locked_and_audited()
    {
        string props = File.ReadAllText(Repository.PathOf("Directory.Build.props"));
        Assert.All((string[])["<RestorePackagesWithLockFile>true<", "<RestoreLockedMode Condition=\"'$(CI)' == 'true'\">true<", "<NuGetAudit>true<", "<NuGetAuditMode>all<", "<TreatWarningsAsErrors>true<"], s =>
            Assert.Contains(s, props, StringComparison.Ordinal));
        Assert.All(PackedPackages.All, p => Assert.True(File.Exists(Repository.PathOf($"src/{p}/packages.lock.json"))));
    }

    /// <summary>Every package of a lock file, direct and transitive, with its version.</summary>
    private static Dictionary<string, string> Locked(string package)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Repository.PathOf($"src/{package}/packages.lock.json")));
        return file.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(t => t.Value.EnumerateObject())
            .Where(d => d.Value.GetProperty("type").GetString() != "Project")
            .ToDictionary(d => d.Name, d => d.Value.GetProperty("resolved").GetString()!, StringComparer.OrdinalIgnoreCase);
    }

    private static string LicenceOf(string package, string version)
    {
        string folder = Path.Combine(PackedPackages.OfTheMachine, package.ToLowerInvariant(), version);
        XElement? licence = Manifest(package, version).Elements().SingleOrDefault(e => e.Name.LocalName == "license");
        return (string?)licence?.Attribute("type") switch
        {
            "expression" => licence.Value,
            "file" when IsMit(File.ReadAllText(Path.Combine(folder, licence.Value))) => "MIT",
            _ => "unknown",
        };
    }

    private static XElement Manifest(string package, string version) =>
        XDocument.Load(Path.Combine(PackedPackages.OfTheMachine, package.ToLowerInvariant(), version, $"{package.ToLowerInvariant()}.nuspec")).Root!.Elements().Single(e => e.Name.LocalName == "metadata");

    private static bool IsMit(string text) =>
        Blank().Replace(text, " ").Contains("Permission is hereby granted, free of charge, to any person obtaining a copy of this software", StringComparison.Ordinal);

    private static Dictionary<string, string> Table(string section) => Section(section).Split('\n')
        .Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| package ", StringComparison.Ordinal) && !l.StartsWith("| ---", StringComparison.Ordinal))
        .Select(l => l.Split('|')).ToDictionary(c => c[1].Trim(), c => c[2].Trim(), StringComparer.OrdinalIgnoreCase);

    private static string Section(string title)
    {
        string[] lines = Page.Split('\n');
        int start = Array.FindIndex(lines, l => l.TrimStart('#').Trim() == title && l.StartsWith('#'));
        Assert.True(start >= 0, $"docs/dependencies.md has no section '{title}'.");
        return string.Join('\n', lines.Skip(start + 1).TakeWhile(l => !l.StartsWith('#')));
    }

    [GeneratedRegex(@"\n(MIT, [^\n]*?)\. Another one")]
    private static partial Regex Allowed();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
