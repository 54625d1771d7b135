using Layers.Graphs;
using static Layers.Graphs.Ops;

namespace Layers.Tests.Host;

/// <summary>A layer with a host operator in each use: prediction with both engines, training, adapting, checks. The export to other
/// runtimes refuses it.</summary>
public sealed class HostModelTests
{
    private static readonly string[] s_words = ["omar", "stringer", "marlo", "wire", "skywalker"];

    private static readonly TensorData s_rows = TensorData.Of([.. Enumerable.Range(0, 120)
        .Select(i => s_words[i * i % 5 % s_words.Length] + i % 3)], [60, 2]);

    [Test]
    public void BothEngines_PredictWhatTheFormulaSays([Values(PredictEngine.OnnxRuntime, PredictEngine.Rows,
        PredictEngine.Auto)] PredictEngine engine)
    {
        using var model = new Sequential { new Input([2], DType.String), new Buckets(11), new Rescaling(2, 1) };
        model.Engine = engine;
        var expected = s_rows.ToArray<string>().Select(word => FarmHash.Of(word) % 11 * 2f + 1);
        Assert.That(model.Predict(s_rows).ToArray<float>(), Is.EqualTo(expected));
        Assert.That(model.Predict(new[,] { { "omar0", "wire1" } }!).ToArray<float>(), Has.Length.EqualTo(2));
        Assert.That(model.Predict(new Dictionary<string, TensorData> { [model.Inputs[0].Name] = s_rows }).Values.Single().ToArray<float>(),
            Is.EqualTo(expected));
    }

    [Test]
    public void ColumnsThatTheEngineReadsToo_AreReadByBoth()
    {
        using var model = new Sequential { new Input([2], DType.Int64), new BucketsBeside(7) };
        var rows = TensorData.Of([5L, -3, 0, long.MaxValue], [2, 2]);
        Assert.That(model.Predict(rows).ToArray<float>(),
            Is.EqualTo(rows.ToArray<long>().Select(number => FarmHash.Of(number) % 7 + (float)number)));
    }

    [Test]
    public void Fit_LearnsFromBuckets()
    {
        // The target depends on the first word, so the model can learn it only from the hash of the word: 15 words in 64 buckets.
        var y = TensorData.Of([.. Enumerable.Range(0, 60).Select(row => s_rows.AsSpan<string>()[row * 2].Length % 3 - 1f)], [60, 1]);
        var (first, last) = (Losses(s_rows, y)[0], Losses(s_rows, y)[^1]);
        Assert.That(last, Is.LessThan(first * 0.1), "the words reach the model");
        var numbers = TensorData.Of(Array.ConvertAll(s_rows.ToArray<string>(), word => (float)(FarmHash.Of(word) % 64)), [60, 2]);
        Assert.That(Losses(s_rows, y), Is.EqualTo(Losses(numbers, y)), "buckets can be fed as numbers");
    }

    [Test]
    public void AdaptAndCheck_SeeTheBuckets()
    {
        var normalization = new Normalization();
        using var model = new Sequential { new Input([2], DType.String), new Buckets(11), normalization };
        model.Adapt(s_rows);
        double[] buckets = [.. s_rows.ToArray<string>().Where((_, i) => i % 2 == 0).Select(word => (double)(FarmHash.Of(word) % 11))];
        Assert.That(normalization.Mean!.ToArray<float>()[0], Is.EqualTo(buckets.Average()).Within(1e-4).Percent);
        Assert.That(model.Check(s_rows).Verdict, Is.EqualTo(SkewVerdict.Alike));
        var others = TensorData.Of([.. Enumerable.Repeat("omar0", 120)], [60, 2]);
        Assert.That(model.Check(others).Verdict, Is.EqualTo(SkewVerdict.Different));
    }

    [Test]
    public void AnExport_IsRefusedByNameAndLeavesNoFile()
    {
        using var folder = new TempFolder();
        using var model = new Sequential { new Input([2], DType.String), new Buckets(11) };
        var path = folder.At("model.onnx");
        Assert.That(() => model.ExportOnnx(path), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("FarmHash64"));
        Assert.That(File.Exists(path), Is.False);
    }

    private static double[] Losses(TensorData x, TensorData y)
    {
        using var model = new Sequential(seed: 3) { new Input([2], x.Type), x.Type == DType.String ? new Buckets(64) : new Rescaling(1),
            new OneHot(64), new Flatten(), new Dense(1) };
        model.Compile(new Adam(0.05), Loss.MeanSquaredError);
        return [.. model.Fit(x, y, batchSize: 16, epochs: 60)["loss"]];
    }

    private sealed class Buckets(int count) : Layer("buckets")
    {
        protected override Value Call(Value x) => Cast(FarmHash64(x, count), DType.Float32);
    }

    private sealed class BucketsBeside(int count) : Layer("buckets_beside")
    {
        protected override Value Call(Value x) => Cast(FarmHash64(x, count), DType.Float32) + Cast(x, DType.Float32);
    }

    private sealed class OneHot(int count) : Layer("one_hot")
    {
        protected override Value Call(Value x) =>
            Cast(Equal(Unsqueeze(x, -1), Constant(Enumerable.Range(0, count).Select(i => (float)i).ToArray())), DType.Float32);
    }
}
