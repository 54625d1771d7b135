namespace Layers.Tests;

/// <summary>A layer that learns from labels: its output for each row is the mean of the labels. Its input may be texts.</summary>
internal sealed class MeanOfLabel() : AdaptiveLayer<MeanOfLabel.Sum>("mean_of_label")
{
    private Weight _mean = null!;

    protected internal override bool NeedsLabels => true;

    protected override void Build(Shape inputShape) => _mean = AddWeight("mean", [1], Initializer.Zeros, trainable: false);

    protected override Value Call(Value x) => Ops.Cast(Ops.Equal(x, x), DType.Float32) * _mean;

    protected override Sum CreateState(Shape batch) => new();

    protected override void Learn(Sum state) => _mean.Value = new[] { (float)(state.Total / state.Rows) };

    internal sealed class Sum : AdaptState
    {
        private long _rows;

        public override long Rows => _rows;

        public override int Features => 1;

        public override Shape DataShape => Shape.Create(["batch", 1]);

        public override AdaptReport Report => new Text(_rows);

        public double Total { get; private set; }

        protected internal override void Add(AdaptBatch batch)
        {
            _rows += batch.Labels!.Length;
            Total += batch.Labels.ToArray<float>().Sum();
        }

        protected internal override void AddState(AdaptState other) => (_rows, Total) = (_rows + other.Rows, Total + ((Sum)other).Total);

        protected internal override AdaptState Copy() => (Sum)MemberwiseClone();

        private sealed class Text(long rows) : AdaptReport(rows)
        {
            public override string ToString() => "labels";
        }
    }
}
