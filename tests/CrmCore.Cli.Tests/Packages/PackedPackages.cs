using System.IO.Compression;
using System.Xml.Linq;
using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Packages;

/// <summary>Every package of the repository, packed once into a folder that serves as a feed.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmcore-packages-");

    public static IReadOnlyList<string> Libraries { get; } =
        ["CrmCore", "CrmCore.EntityFrameworkCore", "CrmCore.MachineLearning", "CrmCore.PhoneNumbers", "CrmCore.PostgreSql", "CrmCore.Testing"];

    public static IReadOnlyList<string> All { get; } = [.. Libraries, "CrmCore.Cli"];

    /// <summary>The version that stands in Directory.Build.props.</summary>
    public static string Version { get; } = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

    public string Folder => _folder.FullName;

    internal string Feed => Path.Combine(Folder, "feed");

    public async Task InitializeAsync() => await DotnetProcess.SucceedAsync(
        Repository.Root,
        new Dictionary<string, string>(),
        "pack", "CrmCore.sln", "--no-build", "--no-restore", "--configuration", Repository.Configuration, "--output", Feed);

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    internal ZipArchive Open(string package, string extension = "nupkg") => ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.{extension}"));

    internal XElement Metadata(string package)
    {
        using ZipArchive archive = Open(package);
        using Stream nuspec = archive.GetEntry($"{package}.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
    }
}

[CollectionDefinition(Name)]
public sealed class PackedCollection : ICollectionFixture<PackedPackages>
{
    public const string Name = "packages";
}
