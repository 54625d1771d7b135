using System.Diagnostics;
using Npgsql;

namespace Layers.Data.Tests;

/// <summary>A PostgreSQL server for these tests, reached through a socket in its folder. It runs from the first test that asks for it to
/// the last test.</summary>
[SetUpFixture]
public sealed class PostgresServer
{
    private const string Reason = "PostgreSQL's initdb and pg_ctl are not installed (Debian: apt-get install postgresql).";

    // PostgreSQL does not run as root; Debian's package has a user for it.
    private const string Start = """
        set -e
        dir=$(mktemp -d)
        "$BIN/initdb" -D "$dir/data" -A trust -U layers -E UTF8 --locale=C --no-sync > "$dir/log" 2>&1
        "$BIN/pg_ctl" -D "$dir/data" -w -l "$dir/log" -o "-k '$dir' -c listen_addresses= -c fsync=off" start > /dev/null 2>&1 || { cat "$dir/log" >&2; exit 1; }
        echo "$dir"
        """;

    private static readonly Lock s_lock = new();
    private static string? s_folder;

    /// <summary>Returns a new connection that is not open. Skips the test if no server can be started.</summary>
    public static NpgsqlConnection Connect()
    {
        lock (s_lock) s_folder ??= Run(Start).Trim();
        return new NpgsqlConnection($"Host={s_folder};Username=layers;Database=postgres;Include Error Detail=true");
    }

    /// <summary>Runs statements.</summary>
    public static void Execute(string sql)
    {
        using var connection = Connect();
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    [OneTimeTearDown]
    public void Stop()
    {
        NpgsqlConnection.ClearAllPools();
        if (s_folder is not null) Run($"\"$BIN/pg_ctl\" -D '{s_folder}/data' -m immediate -w stop > /dev/null 2>&1; rm -rf '{s_folder}'");
    }

    private static string Run(string script)
    {
        if (!OperatingSystem.IsLinux() || Programs() is not { } programs) throw new IgnoreException(Reason);
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        if (Environment.UserName == "root")
            start = new ProcessStartInfo("runuser")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
                ArgumentList = { "-u", "postgres", "--", "/bin/sh" }
            };
        foreach (var argument in new[] { "-c", script }) start.ArgumentList.Add(argument);
        start.Environment["BIN"] = programs;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"PostgreSQL: {error.Result}");
    }

    private static string? Programs()
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")) : [];
        return debian.OrderDescending(StringComparer.Ordinal).Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }
}
