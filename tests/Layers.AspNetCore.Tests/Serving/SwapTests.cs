using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Layers.AspNetCore.Tests;

/// <summary>Tests a file that is replaced many times under load: no answer fails or is stale, and memory does not grow.</summary>
[NonParallelizable]
internal sealed class SwapTests
{
    private const int Parts = 10;

    // The variable requests the long run, as in the other tests of this category.
    private static int Swaps => Environment.GetEnvironmentVariable("LAYERS_STRESS") is { Length: > 0 } ? 1000 : 60;

    [Test]
    [Category("Stress")]
    public async Task UnderLoad_NoAnswerFailsOrIsStale_AndMemoryIsFlat()
    {
        using var folder = new Folder();
        var path = folder["fares.keras"];
        Files.SaveConstant(path, 0);
        // The journal is left out, because it keeps a line for each swap, and its growth would look like that of old models in memory.
        await using var web = await Web.StartAsync(app => app.MapModel("/fares", path), builder => builder.Logging.ClearProviders());
        var served = ModelCatalog.Of(web.Services).Get(path);
        await served.ReloadAsync();
        // The newest version that a caller has seen. A request that starts afterwards must not get an older one.
        var (seen, failures, answers) = (0, new List<string>(), 0);
        var models = new List<WeakReference>();
        var live = new List<long>();
        for (var part = 0; part < Parts; part++)
        {
            await SwapAsync(part * Swaps / Parts + 1, (part + 1) * Swaps / Parts);
            live.Add(Live());
        }
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Swaps} swaps, {answers} answers"));
        TestContext.Out.WriteLine($"live after each part, in KiB: {string.Join(", ", live.Select(bytes => bytes / 1024))}");
        Assert.Multiple(() =>
        {
            Assert.That(failures, Is.Empty);
            Assert.That(answers, Is.GreaterThan(Swaps));
            Assert.That(live.Skip(Parts / 2).Min(), Is.LessThan(live.Take(Parts / 2).Max() + (1 << 20)));
            Assert.That(models, Has.Count.EqualTo(Swaps));
            Assert.That(models.Count(model => model.IsAlive), Is.EqualTo(1), "only the current model is left");
        });

        async Task SwapAsync(int first, int last)
        {
            using var stop = new CancellationTokenSource();
            var load = Enumerable.Range(0, 4).Select(i => Task.Run(() => AskAsync(i % 2 == 0, stop.Token))).ToArray();
            for (var swap = first; swap <= last; swap++)
            {
                Files.SaveConstant(path, swap);
                await served.ReloadAsync();
                var now = (await served.PredictAsync(new Dictionary<string, object?> { ["x"] = 1 })).Prediction.Value;
                if (now != swap)
                    lock (failures) failures.Add(string.Create(CultureInfo.InvariantCulture, $"after swap {swap} the answer is of {now}"));
                models.Add(await WeaklyAsync(served));
            }
            await stop.CancelAsync();
            await Task.WhenAll(load);
        }

        async Task AskAsync(bool overHttp, CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                var newest = Volatile.Read(ref seen);
                int value;
                try
                {
                    value = overHttp ? await OverHttpAsync()
                        : (int)(await served.PredictAsync(new Dictionary<string, object?> { ["x"] = 1 })).Prediction.Value;
                }
                catch (Exception fault)
                {
                    lock (failures) failures.Add(fault.ToString());
                    return;
                }
                Interlocked.Increment(ref answers);
                if (value < newest)
                    lock (failures) failures.Add(string.Create(CultureInfo.InvariantCulture, $"{newest} was seen, and then {value}"));
                int known;
                while (value > (known = Volatile.Read(ref seen)) && Interlocked.CompareExchange(ref seen, value, known) != known) ;
            }
        }

        async Task<int> OverHttpAsync()
        {
            var (response, json) = await web.PostAsync("/fares", """{"x": 2}""");
            response.EnsureSuccessStatusCode();
            return (int)json["value"]!.GetValue<float>();
        }

        static async Task<WeakReference> WeaklyAsync(ServedModel served)
        {
            var loaded = await served.EnterAsync(isUse: true, default);
            loaded.Leave();
            return new WeakReference(loaded.Model);
        }

        static long Live()
        {
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
            var memory = GC.GetGCMemoryInfo(GCKind.FullBlocking);
            return memory.HeapSizeBytes - memory.FragmentedBytes;
        }
    }
}
