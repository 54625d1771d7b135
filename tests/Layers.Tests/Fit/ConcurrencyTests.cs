namespace Layers.Tests;

/// <summary>Predict is thread-safe, also while the model trains: it uses either all old weights or all new ones.</summary>
public sealed class ConcurrencyTests
{
    [Test]
    public void ManyThreads_PredictTheSame()
    {
        using var model = Tasks.Model(new Sgd());
        var x = SampleData.Matrix(100, 3, 1);
        var expected = (TensorData)model.Predict(x);
        var results = new TensorData[64];
        Parallel.For(0, results.Length, i => results[i] = model.Predict(x));
        Assert.That(results.All(result => Mismatch.IsBitwiseEqual(result, expected)));
    }

    [Test]
    public void PredictWhileFitRuns_SeesOldWeightsOrNewOnes_NeverAMixture()
    {
        // The model has many layers, so that a prediction between the updates of two layers would be noticed.
        using var model = new Sequential(seed: 2) { new Input(3) };
        for (var i = 0; i < 40; i++) model.Add(new Dense(4, Activation.Tanh));
        model.Add(new Dense(1));
        model.Compile(new Adam(0.01), Loss.MeanSquaredError);
        var (x, y) = Tasks.Regression(64);
        var seen = new List<TensorData> { model.Predict((TensorData)x) };
        List<TensorData> old = [seen[0]];

        using var done = new ManualResetEventSlim();
        var predicting = Task.Run(() =>
        {
            while (!done.IsSet) seen.Add(model.Predict((TensorData)x));
        });
        for (var round = 0; round < 6; round++)
        {
            model.Fit(x, y, epochs: 1, seed: round);
            old.Add(model.Predict((TensorData)x));
        }
        done.Set();
        predicting.Wait();
        Assert.That(seen.All(result => old.Any(whole => Mismatch.IsBitwiseEqual(result, whole))), $"{seen.Count} predictions");
    }

    [Test]
    public void Predict_DuringTraining_HasTheWeightsFromBefore()
    {
        var (x, y) = Tasks.Regression(40);
        using var model = Tasks.Model(new Sgd(0.05));
        var before = (TensorData)model.Predict(x);
        var during = new List<TensorData>();
        model.Fit(x, y, batchSize: 8, epochs: 2, callbacks: [new EachStep(() => during.Add(model.Predict(x)))]);
        Assert.That(during, Has.Count.EqualTo(10));
        Assert.That(during.All(result => Mismatch.IsBitwiseEqual(result, before)));
        Assert.That(Mismatch.IsBitwiseEqual(model.Predict(x), before), Is.False);
    }

    private sealed class EachStep(Action act) : Callback
    {
        public override void OnTrainBatchEnd(TrainingRun run, int step) => act();
    }
}
