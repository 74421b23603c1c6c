using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;
using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Packages;

/// <summary>What is in the packages, read as the zip files that they are.</summary>
[Collection(PackedCollection.Name)]
public sealed class PackageContentTests(PackedPackages packed)
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string> All => [.. PackedPackages.All];

    public static TheoryData<string> Libraries => [.. PackedPackages.Libraries];

    [Fact]
    public void There_is_one_package_and_one_of_symbols_for_each_project() => Assert.Equal(
        PackedPackages.All.SelectMany(p => (string[])[$"{p}.{PackedPackages.Version}.nupkg", $"{p}.{PackedPackages.Version}.snupkg"]).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(packed.Feed).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public void The_manifest_says_what_it_is(string package)
    {
        XElement metadata = packed.Metadata(package);
        Assert.Equal((package, PackedPackages.Version), (Value(metadata, "id"), Value(metadata, "version")));
        Assert.Equal(("MIT", "expression"), (Value(metadata, "license"), (string?)Element(metadata, "license")!.Attribute("type")));
        Assert.Equal(("README.md", "icon.png"), (Value(metadata, "readme"), Value(metadata, "icon")));
        Assert.InRange(Value(metadata, "description")!.Length, 60, 300);
        Assert.Contains("crm", Value(metadata, "tags")!.Split(' '));
        Assert.Equal(PackedPackages.All.Count, PackedPackages.All.Select(p => Value(packed.Metadata(p), "description")).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Readme_and_icon_are_inside(string package)
    {
        using ZipArchive archive = packed.Open(package);
        Assert.Equal(File.ReadAllText(Repository.PathOf($"src/{package}/README.md")), Text(archive, "README.md"));
        using MemoryStream icon = new();
        using (Stream stream = archive.GetEntry("icon.png")!.Open())
        {
            stream.CopyTo(icon);
        }

        Assert.Equal(File.ReadAllBytes(Repository.PathOf("docs/pictures/icon.png")), icon.ToArray());
        Assert.Equal([0, 0, 0, 128, 0, 0, 0, 128], icon.ToArray()[16..24]);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_brings_its_documentation_and_its_languages(string package)
    {
        using ZipArchive archive = packed.Open(package);
        List<string> expected = [$"lib/net10.0/{package}.dll", $"lib/net10.0/{package}.xml"];
        if (Directory.EnumerateFiles(Repository.PathOf($"src/{package}"), "*.zh-Hans.resx", SearchOption.AllDirectories).Any())
        {
            expected.Add($"lib/net10.0/zh-Hans/{package}.resources.dll");
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), archive.Entries.Select(e => e.FullName).Where(e => e.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.True(XDocument.Parse(Text(archive, $"lib/net10.0/{package}.xml")).Descendants("member").Any());
    }

    [Fact]
    public void The_core_and_the_tool_speak_Chinese()
    {
        using ZipArchive core = packed.Open("CrmCore");
        Assert.NotNull(core.GetEntry("lib/net10.0/zh-Hans/CrmCore.resources.dll"));
        using ZipArchive tool = packed.Open("CrmCore.Cli");
        Assert.NotNull(tool.GetEntry("tools/net10.0/any/zh-Hans/CrmCore.resources.dll"));
        Assert.NotNull(tool.GetEntry("tools/net10.0/any/zh-Hans/CrmCore.Cli.resources.dll"));
    }

    [Fact]
    public void The_command_line_is_a_tool()
    {
        Assert.Contains(Element(packed.Metadata("CrmCore.Cli"), "packageTypes")!.Elements(), t => (string?)t.Attribute("name") == "DotnetTool");
        using ZipArchive archive = packed.Open("CrmCore.Cli");
        Assert.Equal("crmcore", (string?)XDocument.Parse(Text(archive, "tools/net10.0/any/DotnetToolSettings.xml")).Descendants("Command").Single().Attribute("Name"));
        Assert.Null(Element(packed.Metadata("CrmCore.Cli"), "dependencies"));
        Assert.Equal(File.ReadAllText(Repository.PathOf("src/CrmCore.Cli/THIRD-PARTY-NOTICES.txt")), Text(archive, "THIRD-PARTY-NOTICES.txt"));
    }

    [Theory]
    [InlineData("CrmCore", "Ardalis.GuardClauses", "Microsoft.Extensions.DependencyInjection.Abstractions", "Stateless")]
    [InlineData("CrmCore.EntityFrameworkCore", "CrmCore", "Microsoft.EntityFrameworkCore.Relational", "Microsoft.EntityFrameworkCore.Sqlite")]
    [InlineData("CrmCore.MachineLearning", "CrmCore", "LightGBM", "Microsoft.ML", "Microsoft.ML.LightGbm", "System.Numerics.Tensors")]
    [InlineData("CrmCore.PhoneNumbers", "CrmCore", "libphonenumber-csharp")]
    [InlineData("CrmCore.PostgreSql", "CrmCore.EntityFrameworkCore", "Npgsql.EntityFrameworkCore.PostgreSQL")]
    [InlineData("CrmCore.Testing", "CrmCore", "FsCheck")]
    public void The_dependencies_are_these_and_in_ranges_that_hold(string package, params string[] expected)
    {
        XElement group = Assert.Single(Element(packed.Metadata(package), "dependencies")!.Elements());
        Assert.Equal("net10.0", (string?)group.Attribute("targetFramework"));
        Dictionary<string, string> ranges = group.Elements().ToDictionary(d => (string)d.Attribute("id")!, d => (string)d.Attribute("version")!);
        Assert.Equal(expected, ranges.Keys.Order(StringComparer.Ordinal));
        Version version = Version.Parse(PackedPackages.Version);
        string below = version.Major == 0 ? $"0.{version.Minor + 1}.0" : $"{version.Major + 1}.0.0";
        foreach ((string id, string range) in ranges)
        {
            // Another's package: from the version that was tested. One of our own: up to the next breaking version; exactly ours where internals are used.
            bool own = id.StartsWith("CrmCore", StringComparison.Ordinal);
            string wanted = !own ? range : package == "CrmCore.PostgreSql" ? $"[{version}]" : $"[{version}, {below})";
            Assert.Equal(wanted, range);
            Assert.Matches(own ? @"^\[" : @"^\d+(\.\d+)+$", range);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_symbols_have_the_sources(string package)
    {
        using ZipArchive archive = packed.Open(package, "snupkg");
        ZipArchiveEntry symbols = Assert.Single(archive.Entries, e => e.Name == $"{package}.pdb");
        using MemoryStream copy = new();
        using (Stream stream = symbols.Open())
        {
            stream.CopyTo(copy);
        }

        copy.Position = 0;
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(copy);
        MetadataReader reader = provider.GetMetadataReader();
        int embedded = reader.CustomDebugInformation.Count(h => reader.GetGuid(reader.GetCustomDebugInformation(h).Kind) == EmbeddedSource);
        Assert.Equal(reader.Documents.Count, embedded);
    }

    [Fact]
    public void What_was_published_is_the_baseline()
    {
        bool published = PackedPackages.Libraries.Any(p => File.ReadLines(Repository.PathOf($"src/{p}/PublicAPI.Shipped.txt")).Any(l => l.Length > 0 && l[0] != '#'));
        XDocument props = XDocument.Load(Repository.PathOf("src/Directory.Build.props"));
        Assert.Equal("true", props.Descendants("EnablePackageValidation").Single().Value);
        Assert.Equal(published, props.Descendants("PackageValidationBaselineVersion").Any());
    }

    private static XElement? Element(XElement metadata, string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name);

    private static string? Value(XElement metadata, string name) => Element(metadata, name)?.Value;

    private static string Text(ZipArchive archive, string entry)
    {
        using StreamReader reader = new(archive.GetEntry(entry)?.Open() ?? throw new FileNotFoundException($"The package has no {entry}."));
        return reader.ReadToEnd();
    }
}
