namespace CrmCore.Tests.PublicData;

/// <summary>Public data sets that may lie beside the repository; the project does not contain them.</summary>
public static class SharedData
{
    public static string? Folder { get; } = Find();

    public static string PathOf(string file) => Path.Combine(Folder!, file);

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}

/// <summary>A test on a public data set; it is skipped where the folder is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (SharedData.Folder is null)
        {
            Skip = "The folder shared/data is not beside the repository.";
        }
    }
}

/// <summary>Like <see cref="SharedDataFactAttribute"/>, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        if (SharedData.Folder is null)
        {
            Skip = "The folder shared/data is not beside the repository.";
        }
    }
}
