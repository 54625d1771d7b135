using System.Globalization;

namespace Layers.AspNetCore.Tests;

/// <summary>A file that is replaced again and again under load: no failed and no stale answer, and memory stays as it is.</summary>
[NonParallelizable]
internal sealed class SwapTests
{
    // The variable asks for the long run, as for the other tests of this category.
    private static int Swaps => Environment.GetEnvironmentVariable("LAYERS_STRESS") is { Length: > 0 } ? 1000 : 60;

    [Test]
    [Category("Stress")]
    public async Task UnderLoad_NoAnswerFailsOrIsStale_AndMemoryIsFlat()
    {
        using var folder = new Folder();
        var path = folder["fares.keras"];
        Files.SaveConstant(path, 0);
        await using var web = await Web.StartAsync(app => app.MapModel("/fares", path));
        var served = web.Services.GetService<ServedModel>() ?? ModelCatalog.Of(web.Services).Get(path);
        await served.ReloadAsync();
        // The newest version that a caller has seen: no request that begins afterwards may see an older one.
        var (seen, failures, answers) = (0, new List<string>(), 0);
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(i => Task.Run(() => AskAsync(overHttp: i % 2 == 0))).ToArray();
        var (before, half) = (0L, Swaps / 2);
        for (var swap = 1; swap <= Swaps; swap++)
        {
            Files.SaveConstant(path, swap);
            await served.ReloadAsync();
            if ((await served.PredictAsync(new Dictionary<string, object?> { ["x"] = 1 })).Prediction.Value is var now && now != swap) failures.Add(string.Create(CultureInfo.InvariantCulture, $"after swap {swap} the answer is of {now}"));
            if (swap == half) before = Live();
        }
        var after = Live();
        await stop.CancelAsync();
        await Task.WhenAll(load);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Swaps} swaps, {answers} answers, {before / 1024} KiB live at half, {after / 1024} KiB at the end"));
        Assert.That(failures, Is.Empty);
        Assert.That(answers, Is.GreaterThan(0));
        Assert.That(after, Is.LessThan(before + (4 << 20)));

        async Task AskAsync(bool overHttp)
        {
            while (!stop.IsCancellationRequested)
            {
                var newest = Volatile.Read(ref seen);
                int value;
                try
                {
                    value = overHttp ? await OverHttpAsync() : (int)(await served.PredictAsync(new Dictionary<string, object?> { ["x"] = 1 })).Prediction.Value;
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

        static long Live()
        {
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
            return GC.GetTotalMemory(forceFullCollection: true);
        }
    }
}
