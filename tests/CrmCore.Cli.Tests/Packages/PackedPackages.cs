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

    /// <summary>For commands that restore from the feed: what they restore stays in the temporary folder.</summary>
    internal Dictionary<string, string> Environment => new()
    {
        ["NUGET_PACKAGES"] = Path.Combine(Folder, "restored"),
        ["DOTNET_CLI_HOME"] = Folder,
        ["CI"] = "",
        ["NO_COLOR"] = "1",
        ["LC_ALL"] = "en_US.UTF-8",
    };

    /// <summary>Where the packages are that the machine has.</summary>
    internal static string OfTheMachine { get; } = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The packages of the machine without those of this repository, which an earlier try may have left there.</summary>
    private string OfOthers => Path.Combine(Folder, "others");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(OfOthers);
        foreach (DirectoryInfo package in new DirectoryInfo(OfTheMachine).EnumerateDirectories().Where(d => !All.Contains(d.Name, StringComparer.OrdinalIgnoreCase)))
        {
            Directory.CreateSymbolicLink(Path.Combine(OfOthers, package.Name), package.FullName);
        }

        await DotnetProcess.SucceedAsync(
            Repository.Root,
            new Dictionary<string, string>(),
            "pack", "CrmCore.sln", "--no-build", "--no-restore", "--configuration", Repository.Configuration, "--output", Feed);
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Copies projects to where nothing of this repository is above them, with the versions that were tested here.</summary>
    internal async Task WriteProjectsAsync(string sources, string target)
    {
        foreach (string file in Directory.EnumerateFiles(sources, "*", SearchOption.AllDirectories).Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin")))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(sources, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.Copy(Repository.PathOf("Directory.Packages.props"), Path.Combine(target, "Tested.Packages.props"));
        string versions = string.Concat(Libraries.Select(p => $"<PackageVersion Include=\"{p}\" Version=\"{Version}\" />"));
        await File.WriteAllTextAsync(Path.Combine(target, "Directory.Packages.props"), $"<Project><Import Project=\"Tested.Packages.props\" /><ItemGroup>{versions}</ItemGroup></Project>");
        await FeedAsync(target);
    }

    /// <summary>Writes a NuGet.config with the feed as its only source.</summary>
    internal async Task<string> FeedAsync(string folder)
    {
        string file = Path.Combine(folder, "NuGet.config");
        await File.WriteAllTextAsync(file, $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{Feed}" /></packageSources>
              <auditSources><clear /></auditSources>
              <fallbackPackageFolders><clear /><add key="machine" value="{OfOthers}" /></fallbackPackageFolders>
            </configuration>
            """);
        return file;
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
