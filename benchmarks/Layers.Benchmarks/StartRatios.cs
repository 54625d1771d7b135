namespace Layers.Benchmarks;

/// <summary>Ratios of loading files and of starting processes.</summary>
public static class StartRatios
{
    public static IEnumerable<Line> Load(KerasPeer? keras, string noKeras)
    {
        const string work = "load a `.keras` of 1 MB", peer = "Keras on JAX, `load_model`";
        if (keras is null) return [Line.Without(work, peer, noKeras)];
        var sides = new LoadBenchmarks();
        try
        {
            return [Line.Of(new Contest(work, peer, "4 or more")
                .Run(15, Contest.Time(5, () => sides.Layers()), () => keras.MeasureLoad(sides.Path)))];
        }
        finally
        {
            sides.Clean();
        }
    }

    /// <summary>Measures the time from the start of a process to the first prediction of a small model in a file. The process is this
    /// program, the published sample <c>Aot</c> with ReadyToRun, and the same sample as native code.</summary>
    public static IEnumerable<Line> FirstPrediction(string noKeras)
    {
        using var folder = new TempFolder();
        var file = folder["small.keras"];
        using (var model = Network.Create(Matrix.Raw(1000))) model.Save(file);
        const string work = "process start to first prediction from a `.keras`", ready = work + ", ReadyToRun",
            native = work + ", native code", peer = "Python with Keras on JAX";
        if (KerasPeer.Python is not { } python)
        {
            foreach (var name in new[] { work, ready, native }) yield return Line.Without(name, peer, noKeras);
            yield break;
        }

        var script = Path.Combine(AppContext.BaseDirectory, "keras_first.py");
        double Theirs() => Child.SecondsToAnswer(python, script, file);
        var (own, arguments) = Child.Of(Child.Predict, file);
        yield return Line.Of(new Contest(work, peer, "10 or more").Run(5, () => Child.SecondsToAnswer(own, arguments), Theirs));
        string[] row = [file, .. Enumerable.Repeat("1", Matrix.Features)];
        yield return Published(ready, "10 or more", PublishedSample.ReadyToRun(folder["ready"]));
        yield return Published(native, "50 or more", PublishedSample.Native(folder["native"]));

        Line Published(string name, string goal, (string? Program, string? Reason) sample) => sample.Program is not { } program
            ? Line.Without(name, peer, sample.Reason!)
            : Line.Of(new Contest(name, peer, goal).Run(3, () => Child.SecondsToAnswer(program, row), Theirs));
    }
}
