using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>Labels, row weights and row positions of batches, which a layer may request in addition to the features.</summary>
public sealed class LabelsAndWeightsTests
{
    private static readonly float[,] s_features = { { 1 }, { 2 }, { 3 } };

    [Test]
    public void ALayerGetsLabelsAndWeights_FromArraysAndBatches()
    {
        var (whole, batches) = (new LabelMean(), new LabelMean());
        whole.Adapt(s_features, labels: new float[] { 10, 20, 60 }, rowWeights: new float[] { 1, 1, 2 });
        batches.Adapt([new AdaptBatch(new float[,] { { 1 } }, new float[] { 10 }, new float[] { 1 })]);
        batches.Update([new AdaptBatch(new float[,] { { 2 } }, new float[] { 20 }),
            new AdaptBatch(new float[,] { { 3 } }, new float[] { 60 }, new float[] { 2 })]);
        foreach (var layer in new[] { whole, batches, Merged() })
            Assert.That(layer.Weights[0].Value.ToArray<float>(), Is.EqualTo(new float[] { 37.5f }));
    }

    [Test]
    public void LabelsThatAreMissingOrDoNotFit_AreRefused()
    {
        var layer = new LabelMean();
        Refuses(() => layer.Adapt(s_features), "Adapt(data, labels: y)");
        Refuses(() => layer.Adapt(s_features, labels: new float[] { 1, 2 }), "(3, 1)", "(2)");
        Refuses(() => layer.Adapt(s_features, labels: new float[] { 1, 2, 3 }, rowWeights: new float[] { 1, -1, 1 }), "-1");
        using var model = new Sequential { new Input(1), layer };
        Refuses(() => model.Adapt(s_features), "to the layer or to its model");
        Assert.That(layer.IsAdapted, Is.False);

        void Refuses(Action act, params string[] parts)
        {
            var fault = Assert.Catch<ArgumentException>(() => act())!;
            Assert.That(fault.Message, Does.Contain("label_mean"));
            foreach (var part in parts) Assert.That(fault.Message.Replace('[', '(').Replace(']', ')'), Does.Contain(part));
        }
    }

    private static LabelMean Merged()
    {
        var layer = new LabelMean();
        var last = layer.Observe(new float[,] { { 3 } }, labels: new float[] { 60 }, rowWeights: new float[] { 2 });
        layer.Adapt(last.Merge(layer.Observe(new float[,] { { 1 }, { 2 } }, labels: new float[] { 10, 20 })));
        return layer;
    }

    private sealed class LabelMean() : AdaptiveLayer<LabelSum>("label_mean")
    {
        private Weight _mean = null!;

        protected override bool NeedsLabels => true;

        protected override bool TakesRowWeights => true;

        protected override void Build(Shape inputShape) => _mean = AddWeight("mean", [1], Initializer.Zeros, trainable: false);

        protected override Value Call(Value x) => x - _mean;

        protected override LabelSum CreateState(Shape batch) => new();

        protected override void Learn(LabelSum state) => _mean.Value = new[] { (float)(state.Sum / state.Weight) };
    }

    private sealed class LabelSum : AdaptState
    {
        private long _rows;

        public override long Rows => _rows;

        public override int Features => 1;

        public override Shape DataShape => Shape.Create(["batch", 1]);

        public override AdaptReport Report => new Text(this);

        public double Sum { get; private set; }

        public double Weight { get; private set; }

        protected override void Add(AdaptBatch batch)
        {
            var weights = batch.RowWeights;
            foreach (var (row, label) in batch.Labels!.ToArray<float>().Index()) Add(1, label, weights?[row] ?? 1);
        }

        protected override void AddState(AdaptState other)
        {
            var sum = (LabelSum)other;
            _rows += sum._rows;
            (Sum, Weight) = (Sum + sum.Sum, Weight + sum.Weight);
        }

        protected override AdaptState Copy() => (LabelSum)MemberwiseClone();

        private void Add(long rows, double label, double weight)
        {
            _rows += rows;
            (Sum, Weight) = (Sum + label * weight, Weight + weight);
        }

        private sealed class Text(LabelSum state) : AdaptReport(state.Rows)
        {
            public override string ToString() => $"{Rows} labels";
        }
    }
}
