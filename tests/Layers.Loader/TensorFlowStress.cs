using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Layers;
using Layers.Graphs;
using Layers.TensorFlow;

/// <summary>One SavedModel used by many threads, and many SavedModels that are loaded and disposed.</summary>
internal static class TensorFlowStress
{
    private const int Threads = 8;

    /// <summary>Predicts with one model on several threads for some seconds, then disposes it while they run. A number other than that of
    /// one thread alone is a fault.</summary>
    public static int Predict(string folder, double seconds)
    {
        Write(folder);
        using var model = SavedModel.Load(folder);
        var feeds = Enumerable.Range(0, Threads).Select(Feed).ToArray();
        var alone = feeds.Select(feed => model.Predict(feed).Values.Select(Bytes).ToArray()).ToArray();
        var (faults, runs, clock) = (new ConcurrentBag<string>(), new long[Threads], Stopwatch.StartNew());
        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            try
            {
                for (; ; runs[number]++)
                    if (!model.Predict(feeds[number]).Values.Select(Bytes).Zip(alone[number])
                        .All(pair => pair.First.AsSpan().SequenceEqual(pair.Second))) faults.Add("other numbers than alone");
            }
            catch (ObjectDisposedException)
            {
                // Each thread ends when the model is disposed.
            }
            catch (Exception e)
            {
                faults.Add(e.ToString());
            }
        })).ToList();
        foreach (var thread in threads) thread.Start();
        while (clock.Elapsed.TotalSeconds < seconds || runs.Any(count => Interlocked.Read(ref count) == 0))
        {
            if (!faults.IsEmpty) break;
            Thread.Sleep(10);
        }
        model.Dispose();
        foreach (var thread in threads) thread.Join();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{runs.Sum()} predictions on {Threads} threads in {clock.Elapsed.TotalSeconds:F0} s"));
        foreach (var fault in faults.Distinct().Take(5)) Console.WriteLine(fault);
        return faults.IsEmpty ? 0 : 1;
    }

    /// <summary>Loads, predicts and disposes repeatedly; growing memory is a fault.</summary>
    public static int Load(string folder, int times)
    {
        Write(folder);
        var feed = Feed(0);
        var sizes = new List<long>();
        for (var i = 0; i < times; i++)
        {
            using (var model = SavedModel.Load(folder)) model.Predict(feed);
            if ((i + 1) % Math.Max(1, times / 5) != 0) continue;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var process = Process.GetCurrentProcess();
            sizes.Add(process.WorkingSet64 >> 20);
        }
        Console.WriteLine($"MiB after each fifth of {times} loads: {string.Join(", ", sizes)}");
        // The first two fifths fill caches and pools, whose sizes vary by some MiB. A leaked model would add half a MiB each time.
        return sizes[^1] - sizes[1] < 8 + 0.02 * times ? 0 : 1;
    }

    /// <summary>Opens a model and lists its contents.</summary>
    public static int Open(string folder)
    {
        try
        {
            using var model = SavedModel.Load(folder);
            Console.WriteLine(model.Summary());
            return 0;
        }
        catch (Exception e) when (e is DllNotFoundException or InvalidDataException)
        {
            Console.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Write(string folder)
    {
        var (words, numbers) = (new Input([1], DType.String, "words"), new Input(8, name: "numbers"));
        var lookup = new StringLookup(vocabulary: [.. Enumerable.Range(0, 500)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"word number {i}"))], outputMode: OutputMode.OneHot);
        var joined = new Concatenate().Apply(lookup.Apply(words), numbers);
        using var model = new Functional([words, numbers], [new Dense(4).Apply(new Dense(256, Activation.Relu).Apply(joined))]);
        model.ExportSavedModel(folder);
    }

    private static Dictionary<string, TensorData> Feed(int seed)
    {
        var random = new Random(seed);
        return new()
        {
            ["words"] = TensorData.Of([.. Enumerable.Range(0, 16)
                .Select(_ => string.Create(CultureInfo.InvariantCulture, $"word number {random.Next(600)}"))], [16, 1]),
            ["numbers"] = TensorData.Of([.. Enumerable.Range(0, 128).Select(_ => random.NextSingle())], [16, 8]),
        };
    }

    private static byte[] Bytes(TensorData data) => data.AsBytes().ToArray();
}
