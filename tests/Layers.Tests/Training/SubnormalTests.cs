using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>Subnormal numbers in the state of training become zero. This changes no result, and no thread's floating-point flags.</summary>
public sealed class SubnormalTests
{
    private const float Subnormal = 1e-40f;

    private static IEnumerable<Func<Optimizer>> Optimizers =>
    [
        () => new Adam(), () => new Adam(amsgrad: true), () => new AdamW(), () => new Adamax(), () => new Nadam(),
            () => new RmsProp(momentum: 0.9, centered: true),
        () => new Sgd(momentum: 0.9), () => new Adagrad(), () => new Adadelta(), () => new Ftrl(beta: 1), () => new Lion(),
            () => new Adam { UseEma = true },
        () => new Adam { ClipNorm = 1 }, () => new Sgd { GradientAccumulationSteps = 2 },
    ];

    private static IEnumerable<Func<Optimizer>> WithoutEpsilon =>
    [
        () => new Adam(epsilon: 0), () => new AdamW(epsilon: 1e-60), () => new Adamax(epsilon: 0), () => new Nadam(epsilon: 0),
            () => new RmsProp(epsilon: 0),
        () => new Adagrad(epsilon: 0), () => new Adadelta(epsilon: 0), () => new Ftrl(),
    ];

    // Ftrl is left out, because it computes the weights from its state.
    private static IEnumerable<Func<Optimizer>> Moving => Optimizers.Where(optimizer => optimizer() is not Ftrl);

    // The weights have no gradients, so only the optimizer's state could change them.
    [TestCaseSource(nameof(Moving))]
    public void Memory_BecomesZero_AndTheWeightsStay(Func<Optimizer> optimizer)
    {
        using var model = Started(optimizer());
        Fill(model, Subnormal);
        var before = SmallData.Weights(model);
        var decay = model.Optimizer!.WeightDecay is { } share ? 1 - share * model.Optimizer.LearningRate : 1;
        Fit(model, gradients: false, steps: 1);
        Assert.That(Near.All("weight", [.. SmallData.Weights(model).Select(w => (double)w)], [.. before.Select(w => w * decay)], 1e-6,
            1e-30), Is.Empty);
        Assert.That(Memory(model).Where(number => number != 0 && Math.Abs(number) < 1.17e-38), Is.Empty);
    }

    [TestCaseSource(nameof(Optimizers))]
    public void Training_Continues_AsFromZero(Func<Optimizer> optimizer)
    {
        using var tiny = Started(optimizer());
        using var zero = Started(optimizer());
        Fill(tiny, Subnormal);
        Fill(zero, 0);
        Fit(tiny, gradients: true, steps: 70);
        Fit(zero, gradients: true, steps: 70);
        Assert.That(SmallData.Weights(tiny), Is.EqualTo(SmallData.Weights(zero)));
        Assert.That(SmallData.Weights(tiny), Has.All.Matches<float>(float.IsFinite));
    }

    // A second moment decays by a thousandth in each step. It soon becomes subnormal, and without the flush it would stay above zero
    // forever.
    [Test]
    public void Memory_ThatDecays_BecomesZero()
    {
        using var model = Started(new Adam());
        Fill(model, 1.3e-38f);
        Fit(model, gradients: false, steps: 192);
        Assert.That(Memory(model), Is.All.Zero);
    }

    [Test]
    public void Weights_ThatAreSubnormal_BecomeZero()
    {
        using var model = Started(new Sgd());
        model.Weights[0].Value = TensorData.Of([.. Enumerable.Repeat(-Subnormal, 24)], [4, 6]);
        Fit(model, gradients: false, steps: 1);
        Assert.That(model.Weights[0].Value.ToArray<float>(), Is.All.Zero);
    }

    // Zero divided by zero is NaN, so the optimizer's state must stay above zero to keep the weights finite.
    [TestCaseSource(nameof(WithoutEpsilon))]
    public void WithoutEpsilon_MemoryStays(Func<Optimizer> optimizer)
    {
        using var model = Started(optimizer());
        Fill(model, Subnormal);
        Fit(model, gradients: false, steps: 2);
        Assert.That(SmallData.Weights(model), Has.All.Matches<float>(float.IsFinite));
        Assert.That(Memory(model), Has.Some.GreaterThan(0).And.Some.LessThan(1.17e-38f));
    }

    [Test]
    public void TrainingInParts_GivesTheSameBits()
    {
        using var once = Started(new Adam());
        using var twice = Started(new Adam());
        Fill(once, 1.2e-38f);
        Fill(twice, 1.2e-38f);
        Fit(once, gradients: false, steps: 50);
        Fit(twice, gradients: false, steps: 20);
        Fit(twice, gradients: false, steps: 30);
        Assert.That(Memory(twice), Is.EqualTo(Memory(once)));
    }

    [Test]
    public void TheCallersFlags_StayAsTheyWere()
    {
        var watch = new FlagWatch();
        RequireSubnormals("before");
        using var model = SmallData.Compiled(new Adam());
        model.Fit(SmallData.X(), SmallData.Y(), batchSize: 8, epochs: 20, validationData: (SmallData.X(), SmallData.Y()),
            callbacks: [watch]);
        RequireSubnormals("after Fit");
        model.Evaluate(SmallData.X(), SmallData.Y());
        RequireSubnormals("after Evaluate");
        foreach (var engine in new[] { PredictEngine.Rows, PredictEngine.OnnxRuntime })
        {
            model.Engine = engine;
            model.Predict(SmallData.X());
            RequireSubnormals($"after Predict with {engine}");
        }
        Assert.That(watch.Calls, Is.GreaterThan(60));
    }

    // Predictions compute with the numbers as they are, on both engines.
    [TestCase(PredictEngine.Rows)]
    [TestCase(PredictEngine.OnnxRuntime)]
    public void Predict_KeepsSubnormals(PredictEngine engine)
    {
        using var model = new Sequential { new Input(1), new Dense(1) };
        model.Weights[0].Value = TensorData.Of([0.5f], [1, 1]);
        model.Weights[1].Value = TensorData.Of([0f], [1]);
        model.Engine = engine;
        Assert.That(model.Predict(new float[,] { { Subnormal } })[0, 0], Is.EqualTo(Subnormal * 0.5f).And.GreaterThan(0));
    }

    private static Sequential Started(Optimizer optimizer)
    {
        var model = SmallData.Compiled(optimizer);
        model.Optimizer!.State = model.Optimizer.Start(model.TrainableWeights);
        return model;
    }

    private static void Fill(Model model, float number)
    {
        foreach (var data in model.Optimizer!.State!.Where(data => data.Shape.Rank > 0)) data.Span<float>().Fill(number);
    }

    // Samples of weight 0 make all gradients zero.
    private static void Fit(Model model, bool gradients, int steps)
    {
        var weights = new float[24];
        Array.Fill(weights, gradients ? 1 : 0);
        model.Fit(SmallData.X(), SmallData.Y(), batchSize: 24, epochs: steps, shuffle: false, sampleWeight: weights);
    }

    private static float[] Memory(Model model) => [.. model.Optimizer!.State!
        .Where(data => data.Shape.Rank > 0).SelectMany(data => data.ToArray<float>())];

    // If a thread flushes subnormal results or inputs to zero, one of these products is zero.
    private static void RequireSubnormals(string when)
    {
        float[] numbers = [1e-38f, 0.01f, Subnormal, 1e10f];
        Assert.That((numbers[0] * numbers[1] != 0, numbers[2] * numbers[3] != 0), Is.EqualTo((true, true)), when);
    }

    private sealed class FlagWatch : Callback
    {
        public int Calls { get; private set; }

        public override void OnTrainBegin(TrainingRun run) => Look(nameof(OnTrainBegin));

        public override void OnEpochBegin(TrainingRun run, int epoch) => Look(nameof(OnEpochBegin));

        public override void OnTrainBatchEnd(TrainingRun run, int step) => Look(nameof(OnTrainBatchEnd));

        public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs) => Look(nameof(OnEpochEnd));

        public override void OnTrainEnd(TrainingRun run) => Look(nameof(OnTrainEnd));

        private void Look(string where)
        {
            Calls++;
            RequireSubnormals(where);
        }
    }
}
