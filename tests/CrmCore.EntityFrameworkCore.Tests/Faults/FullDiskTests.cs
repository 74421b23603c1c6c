using System.Diagnostics;
using CrmCore.Leads;
using CrmCore.Persistence;
using Microsoft.Data.Sqlite;

namespace CrmCore.EntityFrameworkCore.Tests.Faults;

/// <summary>The disk under a SQLite file is full: what was committed stays, a commit is whole or not there, and it goes on when there is room again.</summary>
public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task A_full_disk_loses_nothing_and_halves_nothing()
    {
        using SmallDisk disk = new();
        using SqliteStore store = SqliteStore.Open(Path.Combine(disk.Folder, "crm.db"));
        string filler = Path.Combine(disk.Folder, "filler");
        await File.WriteAllBytesAsync(filler, new byte[2_000_000]);
        List<LeadId> committed = [];
        await using IUnitOfWork unit = store.Begin();
        SqliteException? full = null;
        while (full is null)
        {
            Lead[] some = [.. Enumerable.Range(0, 20).Select(_ => Samples.Lead())];
            Array.ForEach(some, unit.Leads.Add);
            unit.Accounts.Add(Samples.FullAccountOfItsOwn());
            full = await Record.ExceptionAsync(() => unit.CommitAsync()) as SqliteException;
            committed.AddRange(full is null ? some.Select(l => l.Id) : []);
        }

        Assert.Equal(13, full.SqliteErrorCode);
        await CheckAsync(committed.Count);
        File.Delete(filler);
        await unit.CommitAsync();
        await CheckAsync(committed.Count + 20);

        async Task CheckAsync(int leads)
        {
            Assert.Equal(leads, await store.ReadLeadsAsync().CountAsync());
            Assert.Equal(leads / 20, await store.ReadAccountsAsync().CountAsync());
            Assert.Equal(leads, await store.ReadOutboxAsync().CountAsync());
        }
    }

    /// <summary>A file system of 6 MB in memory.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmcore-disk-");

        public SmallDisk() => Assert.Equal(0, Run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", Folder));

        public string Folder => _folder.FullName;

        public void Dispose()
        {
            Run("umount", "-l", Folder);
            _folder.Delete();
        }
    }

    private sealed class SmallDiskFactAttribute : FactAttribute
    {
        public SmallDiskFactAttribute() => Skip = CanMount() ? null! : "A small file system can't be mounted here.";

        private static bool CanMount()
        {
            try
            {
                using SmallDisk disk = new();
                return true;
            }
            catch (Exception failure) when (failure is Xunit.Sdk.XunitException or System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program) { RedirectStandardError = true };
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
