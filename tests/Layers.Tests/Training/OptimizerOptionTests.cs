using Layers.Graphs;

namespace Layers.Tests.Training;

public sealed class OptimizerOptionTests
{
    [Test]
    public void Accumulating_ABatchInParts_IsTheBatch()
    {
        using var whole = SmallData.Compiled(new Sgd(0.1));
        using var parts = SmallData.Compiled(new Sgd(0.1) { GradientAccumulationSteps = 3 });
        whole.Fit(SmallData.X(), SmallData.Y(), batchSize: 24, epochs: 4, shuffle: false);
        parts.Fit(SmallData.X(), SmallData.Y(), batchSize: 8, epochs: 4, shuffle: false);
        Assert.That(Near.All("weight", Doubles(parts), Doubles(whole), 0, 1e-6), Is.Empty);
        Assert.That((whole.Optimizer!.Iterations, parts.Optimizer!.Iterations), Is.EqualTo((4, 12)));
    }

    [Test]
    public void Accumulating_AcrossFits_Continues()
    {
        using var once = SmallData.Compiled(new Adam(0.1) { GradientAccumulationSteps = 5 });
        using var twice = SmallData.Compiled(new Adam(0.1) { GradientAccumulationSteps = 5 });
        once.Fit(SmallData.X(), SmallData.Y(), batchSize: 8, epochs: 4, shuffle: false);
        twice.Fit(SmallData.X(), SmallData.Y(), batchSize: 8, epochs: 1, shuffle: false);
        twice.Fit(SmallData.X(), SmallData.Y(), batchSize: 8, epochs: 3, shuffle: false);
        Assert.That(SmallData.Weights(twice), Is.EqualTo(SmallData.Weights(once)));
    }

    [Test]
    public void ClipNorm_BoundsTheStepOfEachWeight()
    {
        using var model = SmallData.Compiled(new Sgd(1) { ClipNorm = 0.01 });
        Assert.That(StepsOf(model), Has.All.LessThanOrEqualTo(0.01 + 1e-6).And.Some.GreaterThan(0.0099));
    }

    [Test]
    public void GlobalClipNorm_BoundsTheStepOfAllWeights()
    {
        using var model = SmallData.Compiled(new Sgd(1) { GlobalClipNorm = 0.01 });
        Assert.That(Math.Sqrt(StepsOf(model).Sum(length => length * length)), Is.EqualTo(0.01).Within(1e-6));
    }

    [Test]
    public void ClipValue_BoundsEachNumber()
    {
        using var model = SmallData.Compiled(new Sgd(1) { ClipValue = 0.01 });
        var before = SmallData.Weights(model);
        model.Fit(SmallData.X(), SmallData.Y(), batchSize: 24);
        Assert.That(SmallData.Weights(model).Zip(before, (a, b) => Math.Abs(a - b)), Has.All.LessThanOrEqualTo(0.01 + 1e-6));
    }

    [Test]
    public void ALossScale_OfAPowerOfTwo_ChangesNothing()
    {
        using var plain = SmallData.Compiled(new Adam(0.1));
        using var scaled = SmallData.Compiled(new Adam(0.1) { LossScaleFactor = 1024 });
        plain.Fit(SmallData.X(), SmallData.Y(), epochs: 3);
        scaled.Fit(SmallData.X(), SmallData.Y(), epochs: 3);
        // ONNX Runtime fuses the scaled graph differently
        Assert.That(SmallData.Weights(scaled), Is.EqualTo(SmallData.Weights(plain)).Within(1e-6f));
    }

    [Test]
    public void WeightDecay_ShrinksBeforeTheStep_AndSparesWhatIsExcluded()
    {
        // A kernel whose inputs are zero has no gradient, so it changes by the decay only.
        using var model = SmallData.Compiled(new Sgd(0.5) { WeightDecay = 0.1, ExcludeFromWeightDecay = ["bias"] });
        var before = model.Weights.Select(weight => weight.Value.ToArray<float>()).ToArray();
        model.Weights[1].Value = TensorData.Of(new float[] { 1, 1, 1, 1, 1, 1 }, [6]);
        using var spared = SmallData.Compiled(new Sgd(0.5));
        spared.Weights[1].Value = model.Weights[1].Value;
        model.Fit(new float[8, 4], SmallData.Y(8), batchSize: 8);
        spared.Fit(new float[8, 4], SmallData.Y(8), batchSize: 8);
        Assert.That(model.Weights[0].Value.ToArray<float>(), Is.EqualTo(before[0].Select(w => w * 0.95f)).Within(1e-6));
        Assert.That(model.Weights[1].Value.ToArray<float>(), Is.EqualTo(spared.Weights[1].Value.ToArray<float>()));
    }

    [Test]
    public void Ema_IsTheMeanOfTheWeights_WhenAFitEnds()
    {
        using var plain = SmallData.Compiled(new Sgd(0.1));
        using var averaged = SmallData.Compiled(new Sgd(0.1) { UseEma = true, EmaMomentum = 0.75 });
        double[]? mean = null;
        plain.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: 2, shuffle: false, callbacks:
        [
            new EachStep(run =>
            {
                double[] weights = [.. run.GetWeights().SelectMany(TrainingFixtures.Numbers)];
                mean = mean is null ? weights : [.. mean.Zip(weights, (m, w) => 0.75 * m + 0.25 * w)];
            }),
        ]);
        averaged.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: 2, shuffle: false);
        Assert.That(Near.All("weight", Doubles(averaged), mean!, 0, 1e-6), Is.Empty);
    }

    [Test]
    public void Ema_IsNotTaken_ByValidation()
    {
        using var plain = SmallData.Compiled(new Sgd(0.1));
        using var averaged = SmallData.Compiled(new Sgd(0.1) { UseEma = true });
        var history = plain.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: 3, validationSplit: 0.25, shuffle: false);
        Assert.That(averaged.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: 3, validationSplit: 0.25, shuffle: false)["val_loss"],
            Is.EqualTo(history["val_loss"]));
    }

    [Test]
    public void Float64Weights_AreTrainedInFloat64()
    {
        foreach (var make in new Func<Optimizer>[] { () => new Adam(0.01) { GlobalClipNorm = 1, UseEma = true, WeightDecay = 0.1 },
            () => new Nadam(0.01) { GradientAccumulationSteps = 2 }, () => new Ftrl(0.1) })
        {
            using var model = new Sequential { new Input(4, DType.Float64), new Dense(3, Activation.Tanh, dtype: DTypePolicy.Float64),
                new Dense(1, dtype: DTypePolicy.Float64) };
            model.Compile(make(), Loss.MeanSquaredError);
            var loss = model.Fit(SmallData.X(), SmallData.Y(), epochs: 20)["loss"];
            Assert.That(loss[^1], Is.LessThan(loss[0]));
            Assert.That(model.Optimizer!.State!.Select(state => state.Type), Is.All.EqualTo(DType.Float64));
        }
    }

    [Test]
    public void AnOptionThatIsOff_AddsNoNode()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Nodes(new Sgd()), Is.EqualTo(2));
            Assert.That(Nodes(new Adam()), Is.EqualTo(13 + 8));
            Assert.That(Nodes(new Adam { WeightDecay = 0.1 }), Is.EqualTo(Nodes(new Adam()) + 3));
            Assert.That(Nodes(new Sgd { ClipValue = 1 }), Is.EqualTo(Nodes(new Sgd()) + 1));
        });
    }

    [Test]
    public void ChangingWhatIsRemembered_StartsAnew()
    {
        using var model = SmallData.Compiled(new Adam(0.01));
        model.Fit(SmallData.X(), SmallData.Y());
        Assert.That(model.Optimizer!.State, Has.Count.EqualTo(8));
        model.Optimizer.UseEma = true;
        Assert.That(model.Optimizer.State, Is.Null);
        model.Fit(SmallData.X(), SmallData.Y());
        Assert.That(model.Optimizer.State, Has.Count.EqualTo(12));
    }

    [Test]
    public void AScheduledRate_CannotBeSet()
    {
        var optimizer = new Adam { Schedule = new ExponentialDecay(0.1, 10, 0.5) };
        Assert.That(optimizer.LearningRate, Is.EqualTo(0.1).Within(1e-8));
        Assert.That(() => optimizer.LearningRate = 1, Throws.InvalidOperationException.With.Message.Contains("Schedule"));
    }

    [Test]
    public void BadOptions_AreRefused() => Assert.Multiple(() =>
    {
        Assert.That(() => new Adam { ClipNorm = 1, ClipValue = 1 }, Throws.ArgumentException.With.Message.Contains("ClipValue"));
        Assert.That(() => new Adam { GlobalClipNorm = 0 }, Throws.ArgumentException.With.Message.Contains("above 0"));
        Assert.That(() => new Adam { EmaMomentum = 1.5 }, Throws.ArgumentException.With.Message.Contains("from 0 to 1"));
        Assert.That(() => new Adam { EmaOverwriteFrequency = 0 }, Throws.ArgumentException);
        Assert.That(() => new Adam { GradientAccumulationSteps = 1 }, Throws.ArgumentException.With.Message.Contains("2 or more"));
        Assert.That(() => new Adam { WeightDecay = -1 }, Throws.ArgumentException);
        Assert.That(() => new Adam { LossScaleFactor = 0 }, Throws.ArgumentException);
        Assert.That(() => new Lion(beta1: 0), Throws.ArgumentException.With.Message.Contains("beta1"));
        Assert.That(() => new Ftrl(learningRatePower: 1), Throws.ArgumentException.With.Message.Contains("learningRatePower"));
    });

    // One step of one matrix.
    private static int Nodes(Optimizer optimizer)
    {
        using var model = new Sequential { new Input(4), new Dense(2, useBias: false) };
        var weights = model.TrainableWeights;
        Value[] state = [.. optimizer.Layout(1).Select((_, i) => Ops.Input($"s{i}", weights[0].Shape))];
        var (next, memory) = optimizer.Step(weights, [Ops.Input("g", weights[0].Shape)], state, Ops.Input("i", [], DType.Int64),
            Ops.Input("rate", []));
        var graph = Graph.Of(next.Concat(memory).Select((value, i) => KeyValuePair.Create($"{i}", value))).FoldConstants()
            .RemoveDuplicates();
        return graph.Nodes.Count(node => node.Op != Op.Input && node.Op != Op.Constant);
    }

    private static double[] StepsOf(Sequential model)
    {
        var before = model.Weights.Select(weight => TrainingFixtures.Numbers(weight.Value)).ToArray();
        model.Fit(SmallData.X(), SmallData.Y(), batchSize: 24);
        return [.. model.Weights.Select((weight, i) =>
            Math.Sqrt(TrainingFixtures.Numbers(weight.Value).Zip(before[i], (a, b) => (a - b) * (a - b)).Sum()))];
    }

    private static double[] Doubles(Model model) => [.. model.Weights.SelectMany(weight => TrainingFixtures.Numbers(weight.Value))];

    private sealed class EachStep(Action<TrainingRun> action) : Callback
    {
        public override void OnTrainBatchEnd(TrainingRun run, int step) => action(run);
    }
}
