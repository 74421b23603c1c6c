namespace CrmCore.Cli.Terminal;

/// <summary>What the command tells the shell.</summary>
internal static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>Nothing could be done.</summary>
    public const int Failure = 1;

    /// <summary>It was done, but some rows were rejected.</summary>
    public const int SomeRejected = 2;

    /// <summary>Stopped by Ctrl+C: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Cancelled = 130;
}
