namespace Layers.TensorFlow.Tests;

/// <summary>Tests that running predictions finish when the SavedModel is disposed, and that later predictions throw.</summary>
public sealed class DisposalTests
{
    private static readonly Dictionary<string, TensorData> s_rows = new()
    {
        ["x"] = TensorData.Of([.. Enumerable.Range(0, 200).Select(i => (float)(i % 17))], [100, 2]),
    };

    [Test]
    public void AfterDispose_EveryCallThrows()
    {
        RealTensorFlow.Require();
        using var folder = new TempFolder();
        var model = Loaded(folder);
        model.Adapt(s_rows);
        model.Dispose();
        Assert.Multiple(() =>
        {
            foreach (var call in (Action[])[
                () => model.Predict(s_rows), () => model.Predict(s_rows, "unknown"), () => model.Predict(s_rows["x"]),
                () => model.Predict(s_rows, new PredictOptions()),
                () => model.PredictJson("{}"), () => model.Predict(new Dictionary<string, object?>()), () => model.Check(s_rows),
                () => model.Adapt(s_rows)])
                Assert.That(() => call(), Throws.TypeOf<ObjectDisposedException>().With.Message.Contains("was disposed")
                    .And.Message.Contains("SavedModel.Load"));
        });
    }

    [Test]
    public void APredictionWhoseGuardDisposesTheModel_Ends()
    {
        RealTensorFlow.Require();
        using var folder = new TempFolder();
        var model = Loaded(folder);
        model.Adapt(s_rows);
        var other = new Dictionary<string, TensorData> { ["x"] = TensorData.Of([.. Enumerable.Repeat(1000f, 200)], [100, 2]) };
        var expected = model.Predict(other).Values.Single().ToArray<float>();
        var given = model.Predict(other, new PredictOptions { Guard = SkewGuard.Warn(_ => model.Dispose()) })
            .Values.Single().ToArray<float>();
        Assert.Multiple(() =>
        {
            Assert.That(given, Is.EqualTo(expected).And.Length.EqualTo(100));
            Assert.That(() => model.Predict(s_rows), Throws.TypeOf<ObjectDisposedException>());
        });
    }

    [Test]
    public void RowsAreCompared_WhileOthersAreLearned()
    {
        RealTensorFlow.Require();
        using var folder = new TempFolder();
        using var model = Loaded(folder);
        model.Adapt(s_rows);
        using var begun = new CountdownEvent(3);
        var isDone = false;
        Task<int>[] comparing = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var compared = 0;
            do
            {
                Assert.That(model.Check(s_rows).Verdict, Is.EqualTo(SkewVerdict.Alike));
                if (compared++ == 0) begun.Signal();
            }
            while (!Volatile.Read(ref isDone));
            return compared;
        }))];
        begun.Wait();
        for (var i = 0; i < 20; i++) model.Adapt(s_rows);
        Volatile.Write(ref isDone, true);
        Assert.That(() => Task.WaitAll(comparing), Throws.Nothing);
    }

    [Test]
    public void AnInputOfOpenWidth_IsNoColumnOfARecord()
    {
        RealTensorFlow.Require();
        using var folder = new TempFolder();
        var input = Ops.Input("s", ["batch", "steps"], DType.Float32);
        File.WriteAllBytes(folder.At("saved_model.pb"),
            SavedModelWriter.Write(Graph.Of([input], [KeyValuePair.Create("y", Ops.ReduceSum(input, [1]))])));
        using var model = SavedModel.Load(folder.At("."));
        Assert.That(() => model.PredictJson("""{"s": 3}"""), Throws.InvalidOperationException.With.Message.Contains("[?, 1]")
            .And.Message.Contains("[?, ?]"));
    }

    private static SavedModel Loaded(TempFolder folder)
    {
        using var model = new Sequential(seed: 1) { new Input(2, name: "x"), new Dense(1) };
        model.ExportSavedModel(folder.At("m"));
        return SavedModel.Load(folder.At("m"));
    }
}
