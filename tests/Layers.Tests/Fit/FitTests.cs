namespace Layers.Tests;

/// <summary>The arguments of Fit.</summary>
public sealed class FitTests
{
    [Test]
    public void History_HasANumberForEachEpoch_UnderSortedNames()
    {
        var (x, y) = Tasks.Regression(50);
        using var model = Tasks.Model(new Sgd(), metrics: [Metric.MeanAbsoluteError, Metric.MeanSquaredError]);
        var history = model.Fit(x, y, epochs: 3, validationSplit: 0.2);
        Assert.That(history.Keys, Is.EqualTo(new[] { "loss", "mean_absolute_error", "mean_squared_error", "val_loss",
            "val_mean_absolute_error", "val_mean_squared_error" }));
        Assert.That(history.Values.Select(values => values.Count), Is.All.EqualTo(3));
        Assert.That(history.Epochs, Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(history["loss"], Is.EqualTo(history["mean_squared_error"]).Within(1e-5).Percent);
        Assert.That(history["loss"][2], Is.LessThan(history["loss"][0]));
        Assert.That(() => history["accuracy"], Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("val_loss"));
    }

    [Test]
    public void TheSameSeed_TrainsTheSameBits_AndAnotherSeedOthers()
    {
        var (x, y) = Tasks.Regression(60);
        (string History, TensorData[] Weights) Train(long seed)
        {
            using var model = Tasks.Model(new Adam(0.01), dropout: 0.3);
            return (Tasks.Text(model.Fit(x, y, batchSize: 8, epochs: 3, seed: seed)), Tasks.Weights(model));
        }
        var (one, again, other) = (Train(7), Train(7), Train(8));
        Assert.That(again.History, Is.EqualTo(one.History));
        Assert.That(Tasks.AreSame(again.Weights, one.Weights));
        Assert.That(other.History, Is.Not.EqualTo(one.History));
    }

    [Test]
    public void WithoutShuffling_AndWithoutDropout_TheSeedMeansNothing()
    {
        var (x, y) = Tasks.Regression(60);
        TensorData[] Train(long seed, bool shuffle)
        {
            using var model = Tasks.Model(new Sgd());
            model.Fit(x, y, batchSize: 8, epochs: 2, shuffle: shuffle, seed: seed);
            return Tasks.Weights(model);
        }
        Assert.That(Tasks.AreSame(Train(1, shuffle: false), Train(2, shuffle: false)));
        Assert.That(Tasks.AreSame(Train(1, shuffle: true), Train(2, shuffle: true)), Is.False);
        Assert.That(Tasks.AreSame(Train(1, shuffle: true), Train(1, shuffle: false)), Is.False);
    }

    [Test]
    public void Dropout_DropsInTraining_AndNotInPrediction()
    {
        var x = SampleData.Matrix(20, 3, 1);
        using var model = new Sequential { new Input(3), new Dropout(0.5) };
        Assert.That(model.Predict(x), Is.EqualTo(x));
        // In training half of the inputs are 0 and the others are doubled, and so is the sum that a layer of ones computes.
        var ones = new float[1000, 1];
        for (var i = 0; i < 1000; i++) ones[i, 0] = 1;
        using var sum = new Sequential { new Input(1), new Dropout(0.5),
            new Dense(1, useBias: false, kernelInitializer: Initializer.Ones) };
        sum.Compile(new Sgd(1e-30), Loss.MeanAbsoluteError);
        var history = sum.Fit(ones, ones, batchSize: 1000);
        Assert.That(history["loss"][0], Is.EqualTo(1).Within(1e-6), "|0 − 1| and |2 − 1| are both 1");
        Assert.That(sum.Evaluate(ones, ones)["loss"], Is.Zero);
    }

    [Test]
    public void ValidationSplit_TakesTheLastRows_BeforeShuffling()
    {
        var (x, y) = Tasks.Regression(50);
        using var split = Tasks.Model(new Sgd());
        using var given = Tasks.Model(new Sgd());
        var one = split.Fit(x, y, batchSize: 8, epochs: 2, validationSplit: 0.2, seed: 4);
        var other = given.Fit(Tasks.Rows(x, 0, 40), Tasks.Rows(y, 0, 40), batchSize: 8, epochs: 2,
            validationData: new(Tasks.Rows(x, 40, 50), Tasks.Rows(y, 40, 50)), seed: 4);
        Assert.That(Tasks.Text(one), Is.EqualTo(Tasks.Text(other)));
        Assert.That(Tasks.AreSame(Tasks.Weights(split), Tasks.Weights(given)));
    }

    [Test]
    public void ValidationData_TakesPrecedenceOverASplit()
    {
        var (x, y) = Tasks.Regression(50);
        using var both = Tasks.Model(new Sgd());
        using var one = Tasks.Model(new Sgd());
        ValidationData validation = new(Tasks.Rows(x, 0, 10), Tasks.Rows(y, 0, 10));
        Assert.That(Tasks.Text(both.Fit(x, y, validationSplit: 0.5, validationData: validation)),
            Is.EqualTo(Tasks.Text(one.Fit(x, y, validationData: validation))));
    }

    [Test]
    public void Evaluate_GivesWhatValidationGave()
    {
        var (x, y) = Tasks.Regression(50);
        using var model = Tasks.Model(new Adam(), metrics: Metric.MeanAbsoluteError);
        ValidationData validation = new(Tasks.Rows(x, 0, 21), Tasks.Rows(y, 0, 21));
        var history = model.Fit(x, y, batchSize: 8, epochs: 2, validationData: validation);
        var results = model.Evaluate(validation.X!, validation.Y!, batchSize: 8);
        Assert.That(results.Keys, Is.EqualTo(new[] { "loss", "mean_absolute_error" }));
        Assert.That(results["loss"], Is.EqualTo(history["val_loss"][1]));
        Assert.That(results["mean_absolute_error"], Is.EqualTo(history["val_mean_absolute_error"][1]));
        // The mean does not depend on the batch size.
        Assert.That(model.Evaluate(validation.X!, validation.Y!, batchSize: 1000)["loss"],
            Is.EqualTo(results["loss"]).Within(1e-4).Percent);
    }

    [Test]
    public void TheLastBatch_MayBeSmaller_AndCounts()
    {
        var (x, y) = Tasks.Regression(50);
        using var model = Tasks.Model(new Sgd(1e-30));
        var expected = model.Evaluate(x, y)["loss"];
        var history = model.Fit(x, y, batchSize: 32, epochs: 2);
        Assert.That(model.Optimizer!.Iterations, Is.EqualTo(4));
        // With constant weights the loss is the mean over all rows, for any batch size.
        Assert.That(history["loss"], Is.All.EqualTo(expected).Within(1e-3).Percent);
    }

    [Test]
    public void SampleWeights_WeighTheLoss_ButNotTheMetrics()
    {
        var (x, y) = Tasks.Regression(64);
        static float[] Weights(Func<int, float> of) => [.. Enumerable.Range(0, 64).Select(of)];
        History Train(float[]? weights)
        {
            using var model = Tasks.Model(new Sgd(1e-30), metrics: Metric.MeanSquaredError);
            return model.Fit(x, y, sampleWeight: weights is null ? null : (TensorData)weights, shuffle: false);
        }
        var plain = Train(null);
        Assert.That(Tasks.Text(Train(Weights(_ => 1))), Is.EqualTo(Tasks.Text(plain)));
        var twice = Train(Weights(_ => 2));
        Assert.That(twice["loss"][0], Is.EqualTo(2 * plain["loss"][0]).Within(1e-5).Percent);
        Assert.That(twice["mean_squared_error"][0], Is.EqualTo(plain["mean_squared_error"][0]).Within(1e-5).Percent);
        // The divisor is the number of rows, not of weights.
        using var first = Tasks.Model(new Sgd(1e-30));
        var half = first.Evaluate(Tasks.Rows(x, 0, 32), Tasks.Rows(y, 0, 32))["loss"];
        Assert.That(Train(Weights(i => i < 32 ? 1 : 0))["loss"][0], Is.EqualTo(half / 2).Within(1e-4).Percent);
    }

    [Test]
    public void WeightedMetrics_UseSampleWeights()
    {
        var (x, y) = Tasks.Regression(32);
        using var model = Tasks.Model(new Sgd());
        model.Compile(new Sgd(), Loss.MeanSquaredError, [Metric.MeanAbsoluteError with { Name = "plain" }],
            [Metric.MeanAbsoluteError with { Name = "weighted" }]);
        var weights = Enumerable.Range(0, 32).Select(i => i < 8 ? 1f : 0f).ToArray();
        var results = model.Evaluate(x, y, sampleWeight: weights);
        Assert.That(results["weighted"],
            Is.EqualTo(model.Evaluate(Tasks.Rows(x, 0, 8), Tasks.Rows(y, 0, 8))["plain"]).Within(1e-4).Percent);
        Assert.That(results["plain"], Is.EqualTo(model.Evaluate(x, y)["plain"]));
    }

    [Test]
    public void NoEpochs_ChangeNothing()
    {
        var (x, y) = Tasks.Regression(20);
        using var model = Tasks.Model(new Adam());
        var before = Tasks.Weights(model);
        Assert.That(model.Fit(x, y, epochs: 0).Epochs, Is.Empty);
        Assert.That(Tasks.AreSame(Tasks.Weights(model), before));
    }

    [Test]
    public void FrozenLayers_DoNotMove_AndNormalizationNeverDoes()
    {
        var (x, y) = Tasks.Regression(40);
        var (normalization, frozen, free) = (new Normalization(), new Dense(4) { Trainable = false }, new Dense(1));
        normalization.Adapt(x);
        using var model = new Sequential { new Input(3), normalization, frozen, free };
        model.Compile(new Sgd(), Loss.MeanSquaredError);
        TensorData[] before = [.. normalization.Weights.Concat(frozen.Weights).Select(weight => weight.Value)];
        var freeBefore = free.Weights[0].Value;
        model.Fit(x, y, epochs: 2);
        Assert.That(Tasks.AreSame(normalization.Weights.Concat(frozen.Weights).Select(weight => weight.Value), before));
        Assert.That(Mismatch.IsBitwiseEqual(free.Weights[0].Value, freeBefore), Is.False);
        foreach (var layer in model.Layers) layer.Trainable = false;
        Assert.That(() => model.Fit(x, y), Throws.TypeOf<InvalidOperationException>().With.Message.Contains("no trainable weights"));
    }

    [Test]
    public void AModelWithoutInput_IsBuiltByTheDataItSees()
    {
        var (x, y) = Tasks.Regression(20);
        using var model = new Sequential { new Dense(4), new Dense(1) };
        model.Compile(new Sgd(), Loss.MeanSquaredError);
        Assert.That(model.IsBuilt, Is.False);
        model.Fit(x, y);
        Assert.That(model.Input!.Shape.ToString(), Is.EqualTo("[batch, 3]"));
    }

    [Test]
    public void EveryFormOfData_TrainsTheSame()
    {
        var (x, y) = Tasks.Regression(20);
        var wide = new double[20, 3];
        for (var i = 0; i < 60; i++) wide[i / 3, i % 3] = x[i / 3, i % 3];
        float[][] jagged = [.. Enumerable.Range(0, 20).Select(i => new[] { x[i, 0], x[i, 1], x[i, 2] })];
        TensorData[] Train(TensorData data)
        {
            using var model = Tasks.Model(new Sgd());
            model.Fit(data, y);
            return Tasks.Weights(model);
        }
        var expected = Train(x);
        Assert.That(Tasks.AreSame(Train(wide), expected));
        Assert.That(Tasks.AreSame(Train(jagged), expected));
        Assert.That(Tasks.AreSame(Train(((TensorData)x).ToTensor<float>()), expected));
    }

    [Test]
    public void Accuracy_IsTheOneThatFits()
    {
        var x = SampleData.Matrix(30, 3, 1);
        IReadOnlyDictionary<string, double> Evaluate(int outputs, ActivationFunction activation, Loss loss, TensorData y, Metric exact)
        {
            using var model = new Sequential { new Input(3), new Dense(outputs, activation) };
            model.Compile(new Sgd(), loss, Metric.Accuracy, exact);
            return model.Evaluate(x, y);
        }
        var classes = Enumerable.Range(0, 30).Select(i => i % 3).ToArray();
        var (binary, oneHot) = (new float[30, 1], new float[30, 3]);
        for (var i = 0; i < 30; i++) (binary[i, 0], oneHot[i, classes[i]]) = (i % 2, 1);
        var asBinary = Evaluate(1, Activation.Sigmoid, Loss.BinaryCrossentropy, binary, Metric.BinaryAccuracy);
        var asClasses = Evaluate(3, Activation.Softmax, Loss.SparseCategoricalCrossentropy, classes, Metric.SparseCategoricalAccuracy);
        var asOneHot = Evaluate(3, Activation.Softmax, Loss.CategoricalCrossentropy, oneHot, Metric.CategoricalAccuracy);
        Assert.That(asBinary["accuracy"], Is.EqualTo(asBinary["binary_accuracy"]).And.InRange(0, 1));
        Assert.That(asClasses["accuracy"], Is.EqualTo(asClasses["sparse_categorical_accuracy"]));
        Assert.That(asOneHot["accuracy"], Is.EqualTo(asOneHot["categorical_accuracy"]).And.EqualTo(asClasses["accuracy"]));
    }
}
