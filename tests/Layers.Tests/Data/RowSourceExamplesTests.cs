namespace Layers.Tests;

/// <summary>Examples streamed from a source.</summary>
public sealed class RowSourceExamplesTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void EveryRowComesOnceAnEpochWithItsLabels(bool single)
    {
        var examples = new Numbered(100, single).Examples(["twice", "id"], batchSize: 16, window: 30, seed: 3);
        foreach (var epoch in Enumerable.Range(0, 3))
        {
            var batches = examples.ToList();
            Assert.Multiple(() =>
            {
                Assert.That(batches.Select(batch => batch.X.Shape[0].Size), Is.EqualTo(new[] { 16, 16, 16, 16, 16, 16, 4 }));
                Assert.That(batches.Select(batch => (batch.X.Type, batch.Y.Type)),
                    Is.All.EqualTo(single ? (DType.Float32, DType.Float32) : (DType.Float64, DType.Float64)));
                Assert.That(Ids(batches), Is.EquivalentTo(Enumerable.Range(0, 100)));
                foreach (var (x, y) in batches)
                    for (var row = 0; row < x.Shape[0].Size; row++)
                    {
                        var (negative, twice, id) = (Numbers(x)[row], Numbers(y)[2 * row], Numbers(y)[2 * row + 1]);
                        Assert.That((negative, twice), Is.EqualTo((-id, 2 * id)));
                    }
            });
        }
    }

    [Test]
    public void TheOrderFollowsFromSeedAndEpoch()
    {
        int[] Order(IEnumerable<(TensorData X, TensorData Y)> examples) => Ids([.. examples]);
        var first = new Numbered(200, true).Examples(["twice", "id"], window: 50, seed: 7);
        var same = new Numbered(200, true).Examples(["twice", "id"], window: 50, seed: 7);
        int[][] epochs = [Order(first), Order(first)];
        Assert.Multiple(() =>
        {
            Assert.That(epochs[0], Is.Not.EqualTo(epochs[1]));
            Assert.That(new[] { Order(same), Order(same) }, Is.EqualTo(epochs));
            Assert.That(Order(new Numbered(200, true).Examples(["twice", "id"], window: 50, seed: 8)), Is.Not.EqualTo(epochs[0]));
            Assert.That(Order(new Numbered(200, true).Examples(["twice", "id"], window: 1)), Is.EqualTo(Enumerable.Range(0, 200)));
            // A row may be delayed by any number of rows, but comes at most one window early.
            Assert.That(epochs[0].Select((id, at) => id - at), Is.All.LessThanOrEqualTo(50));
            Assert.That(Order(new Numbered(200, true).Examples(["twice", "id"], window: 1000)),
                Is.EquivalentTo(Enumerable.Range(0, 200)).And.Not.Ordered);
        });
    }

    [Test]
    public void TheNamesOfTheirColumnsGoWithThem()
    {
        var examples = new Numbered(4, true).Examples(["twice", "negative"]);
        Assert.That(examples.FeatureNames, Is.EqualTo(new[] { "id" }));
        Assert.That(examples.LabelNames, Is.EqualTo(new[] { "twice", "negative" }));
    }

    [Test]
    public void ALaterBatchIsNotCutToFloat32()
    {
        var examples = new Widening().Examples(["y"], window: 1);
        Assert.That(() => examples.Count(),
            Throws.TypeOf<RowSourceException>().With.Message.Contain("first batch is float32").And.Message.Contain("later batch is int64"));
    }

    [Test]
    public void ReadAll_KeepsEveryDigit_AndGivesNoRowsWhereThereAreNone()
    {
        Assert.That(new Numbered(20, true).ReadAll().ToArray<float>(),
            Is.EqualTo(Enumerable.Range(0, 20).SelectMany(id => new float[] { -id, id, 2 * id })));
        Assert.That(new Numbered(20, false).ReadAll().Type, Is.EqualTo(DType.Int64));
        Assert.That(new Widening().ReadAll().ToArray<double>(), Is.EqualTo(new double[] { 1, 2, 16_777_217, 2 }));
        Assert.That(new Numbered(0, true).ReadAll().Shape, Is.EqualTo(Shape.Of(0, 3)));
    }

    [Test]
    public void ReadAll_OfMoreThanAnArrayHolds_StopsReading() =>
        Assert.That(() => new Endless().ReadAll(),
            Throws.TypeOf<RowSourceException>().With.Message.Contain("endless").And.Message.Contain("in batches"));

    [Test]
    public void LabelsAreColumns()
    {
        var source = new Numbered(4, true);
        Assert.Multiple(() =>
        {
            Assert.That(() => source.Examples(["fare"]),
                Throws.ArgumentException.With.Message.Contain("there is no column 'fare'")
                .And.Message.Contain("'negative', 'id', 'twice'"));
            Assert.That(() => source.Examples(["id", "id"]), Throws.ArgumentException.With.Message.Contain("'id' is named twice"));
            Assert.That(() => source.Examples([]), Throws.ArgumentException.With.Message.Contain("none is named"));
            Assert.That(() => source.Examples(["id", "twice", "negative"]),
                Throws.ArgumentException.With.Message.Contain("all columns are labels"));
            Assert.That(() => source.Examples(["id"], batchSize: 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => source.Examples(["id"], window: 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    private static int[] Ids(IReadOnlyCollection<(TensorData X, TensorData Y)> batches) =>
        [.. batches.SelectMany(batch => Numbers(batch.Y).Where((_, i) => i % 2 == 1)).Select(id => (int)id)];

    private static double[] Numbers(TensorData data) =>
        data.Type == DType.Float64 ? data.ToArray<double>() : Array.ConvertAll(data.ToArray<float>(), value => (double)value);

    private sealed class Widening : RowSource
    {
        public override string Description => "widening numbers";

        public override IReadOnlyList<string> Columns => ["x", "y"];

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default) =>
            [TensorData.Of(new[] { 1f, 2f }, Shape.Of(1, 2)), TensorData.Of(new[] { 16_777_217L, 2 }, Shape.Of(1, 2))];
    }

    private sealed class Endless : RowSource
    {
        private static readonly TensorData s_batch = TensorData.Zeros(DType.Float32, Shape.Of(1 << 20, 1));

        public override string Description => "endless";

        public override IReadOnlyList<string> Columns => ["x"];

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default)
        {
            while (true) yield return s_batch;
        }
    }

    private sealed class Numbered(int rows, bool single) : RowSource
    {
        public override string Description => "numbers";

        public override IReadOnlyList<string> Columns => ["negative", "id", "twice"];

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default)
        {
            foreach (var part in Enumerable.Range(0, rows).Chunk(7))
            {
                var values = part.SelectMany(id => new long[] { -id, id, 2 * id }).ToArray();
                var shape = Shape.Of(part.Length, 3);
                yield return single ? TensorData.Of(Array.ConvertAll(values, value => (float)value), shape) : TensorData.Of(values, shape);
            }
        }
    }
}
