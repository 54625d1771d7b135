using System.Globalization;
using System.Net;
using System.Text;
using Layers.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Layers.Benchmarks;

/// <summary>Ratios of answering records over HTTP on this machine, against an endpoint of the same server that does nothing.</summary>
public static class ServingRatios
{
    private const int Connections = 16, Requests = 20_000, Rounds = 11;
    private const string Peer = "an empty minimal-API endpoint of the same server";

    public static IEnumerable<Line> All()
    {
        using var folder = new TempFolder();
        RecordRatios.Save(folder["record.keras"]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        using var app = builder.Build();
        app.MapPost("/empty", () => { });
        app.MapModel("/record", folder["record.keras"]);
        app.StartAsync().GetAwaiter().GetResult();
        try
        {
            var server = new Uri(app.Urls.First());
            var place = new IPEndPoint(IPAddress.Loopback, server.Port);
            var record = RecordRatios.Json();
            foreach (var line in Compare(place, record, 1)) yield return line;
            foreach (var line in Compare(place, $"[{string.Join(',', Enumerable.Repeat(record, 100))}]", 100)) yield return line;
        }
        finally
        {
            app.StopAsync().GetAwaiter().GetResult();
        }
    }

    private static IEnumerable<Line> Compare(IPEndPoint server, string body, int rows)
    {
        var requests = Requests / Math.Max(1, rows / 10);
        using var ours = new HttpLoad(server, Post("/record", body), Connections);
        using var theirs = new HttpLoad(server, Post("/empty", body), Connections);
        var what =
            string.Create(CultureInfo.InvariantCulture,
                $"answer {(rows == 1 ? "one record" : $"{rows} records in one request")} over HTTP, {Connections} connections");
        var contest = new Contest(what, Peer, rows == 1 ? "0.5 or more" : "none")
            .Run(Rounds, () => ours.Run(requests), () => theirs.Run(requests));
        yield return Line.Of(contest);
        yield return new Line("… requests a second", "the same", PerSecond(contest.Ours), PerSecond(contest.Theirs), "", "none");
        yield return new Line("… 99th percentile", "the same", Percentile(ours), Percentile(theirs),
            Line.Times(theirs.Percentile99 / ours.Percentile99), "none");
    }

    private static byte[] Post(string path, string body) =>
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture,
                $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " +
                $"{Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));

    private static string PerSecond(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{1 / seconds:N0}");

    private static string Percentile(HttpLoad load) => string.Create(CultureInfo.InvariantCulture, $"{load.Percentile99 * 1e6:F0} µs");
}
