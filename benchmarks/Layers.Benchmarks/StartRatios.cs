namespace Layers.Benchmarks;

/// <summary>Opening files and starting processes.</summary>
public static class StartRatios
{
    public static IEnumerable<Line> Load(KerasPeer? keras, string noKeras)
    {
        const string work = "load a `.keras` of 1 MB", peer = "Keras on JAX, `load_model`";
        if (keras is null) return [Line.Without(work, peer, noKeras)];
        var sides = new LoadBenchmarks();
        try
        {
            return [Line.Of(new Contest(work, peer, "4 or more").Run(15, Contest.Time(5, () => sides.Layers()), () => keras.MeasureLoad(sides.Path)))];
        }
        finally
        {
            sides.Clean();
        }
    }

    /// <summary>From the start of a process to the first prediction of a small model that is a file; as this program, and as native code.</summary>
    public static IEnumerable<Line> FirstPrediction(string noKeras)
    {
        using var folder = new TempFolder();
        var file = folder["small.keras"];
        using (var model = Network.Create(Matrix.Raw(1000))) model.Save(file);
        const string work = "process start to first prediction from a `.keras`", native = work + ", native code", peer = "Python with Keras on JAX";
        if (KerasPeer.Python is not { } python) return [Line.Without(work, peer, noKeras), Line.Without(native, peer, noKeras)];

        var script = Path.Combine(AppContext.BaseDirectory, "keras_first.py");
        Func<double> theirs = () => Child.SecondsToAnswer(python, script, file);
        List<Line> lines =
        [
            Line.Of(new Contest(work, peer, "10 or more").Run(3, () => Child.SecondsToAnswer(Environment.ProcessPath!, Child.Predict, file), theirs)),
        ];
        var (program, reason) = NativeSample.Publish(folder["native"]);
        if (program is null) return [.. lines, Line.Without(native, peer, reason!)];
        string[] row = [file, .. Enumerable.Repeat("1", Matrix.Features)];
        return [.. lines, Line.Of(new Contest(native, peer, "50 or more").Run(3, () => Child.SecondsToAnswer(program, row), theirs))];
    }
}
