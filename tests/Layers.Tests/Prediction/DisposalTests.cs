namespace Layers.Tests;

/// <summary>Models and sessions that are disposed or replaced while in use.</summary>
public sealed class DisposalTests
{
    [Test]
    public void ADisposedModel_SaysWhichOne([Values] PredictEngine engine)
    {
        using var scratch = new TempFolder();
        var model = Network();
        model.Engine = engine;
        var (x, y) = (new float[2, 3], new float[2, 1]);
        model.Predict(x);
        model.Predict(new float[3], new float[1]);
        model.Dispose();
        model.Dispose();
        void Refuses(Action call) => Assert.That(() => call(),
            Throws.InstanceOf<ObjectDisposedException>().With.Message.Contains("served (Sequential)").And.Property("ObjectName")
                .EqualTo("served (Sequential)"));
        Refuses(() => model.Predict(x));
        Refuses(() => model.Predict(new float[3]));
        Refuses(() => model.Predict(new float[3], new float[1]));
        Refuses(() => model.Predict(new Dictionary<string, TensorData> { [model.Inputs[0].Name] = x }));
        Refuses(() => model.Fit(x, y));
        Refuses(() => model.Fit([((TensorData)x, (TensorData)y)]));
        Refuses(() => model.Evaluate(x, y));
        Refuses(() => model.Adapt(x));
        Refuses(() => model.Adapt(new Dictionary<string, TensorData> { [model.Inputs[0].Name] = x }));
        Refuses(() => model.Check(x));
        Refuses(() => model.PredictJson("{}"));
        Refuses(() => model.Save(scratch.At("late.keras")));
        Refuses(() => model.SaveWeights(scratch.At("late.weights.h5")));
        Refuses(() => model.LoadWeights(scratch.At("late.weights.h5")));
        Refuses(() => model.ExportOnnx(scratch.At("late.onnx")));
        Refuses(() => model.ToGraph());
        Refuses(() => model.Compile(new Sgd(0.1), Loss.MeanSquaredError));
        Assert.That(Directory.EnumerateFileSystemEntries(scratch.At(".")), Is.Empty);
        Assert.That(model.Summary(), Does.Contain("served"), "The properties can still be read.");
        Assert.That(model.Weights, Is.Not.Empty);
    }

    [Test]
    public void WhatIsReplacedOrDisposed_IsFreedWhenItsLastUserIsDone([Values] bool isReplaced)
    {
        using var model = Network();
        var predictor = new Predictor();
        TensorData x = SampleData.Matrix(4, 3, seed: 1);
        var input = model.InputFor(x);
        Compiled Enter() => predictor.For(model, [input]);

        var first = Enter();
        var before = first.Session.Run(x)[0].ToArray<float>();
        if (isReplaced)
        {
            model.Weights[^1].Value = TensorData.Of([5f], [1]);
            var second = Enter();
            Assert.That(second.Session.Run(x)[0].ToArray<float>(), Is.Not.EqualTo(before));
            second.Leave();
        }
        else
        {
            predictor.Dispose();
            Assert.That(Enter, Throws.InstanceOf<ObjectDisposedException>());
        }
        Assert.That(first.TryEnter(), Is.False, "No new run starts with it.");
        Assert.That(first.Session.Run(x)[0].ToArray<float>(), Is.EqualTo(before), "The session is still in use.");
        first.Leave();
        Assert.That(() => first.Session.Run(x), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void DisposedWhileItTrains_ItTrainsToTheEnd()
    {
        var model = Network();
        var (x, y) = (SampleData.Matrix(8, 3, seed: 1), SampleData.Matrix(8, 1, seed: 2));
        var before = model.Weights[^1].Value;
        var history = model.Fit(x, y, epochs: 2, callbacks: [new WhenTrainingBegins(model.Dispose)]);
        Assert.That(history.Epochs, Has.Count.EqualTo(2));
        Assert.That(model.Weights[^1].Value.ToArray<float>(), Is.Not.EqualTo(before.ToArray<float>()));
        Assert.That(() => model.Fit(x, y), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void DisposedWhileItTrains_ItsCheckpointsAreWritten()
    {
        using var scratch = new TempFolder();
        var model = Network();
        model.Fit(new float[8, 3], new float[8, 1], callbacks: [new WhenTrainingBegins(model.Dispose),
            new ModelCheckpoint(scratch.At("whole.keras")), new ModelCheckpoint(scratch.At("some.weights.h5"), saveWeightsOnly: true)]);
        using var loaded = Model.Load(scratch.At("whole.keras"));
        Assert.That(loaded.LoadWeights(scratch.At("some.weights.h5")).Warnings, Is.Empty);
    }

    private static Sequential Network()
    {
        var model = new Sequential(name: "served") { new Input(3), new Normalization(), new Dense(4, Activation.Tanh), new Dense(1) };
        model.Adapt(SampleData.Matrix(20, 3, seed: 4));
        model.Compile(new Sgd(0.1), Loss.MeanSquaredError);
        return model;
    }
}
