namespace Layers.Tests.Data;

/// <summary>Tables read from sources that have only batches of numbers, and from sources that have column types.</summary>
public sealed class SourceTableTests
{
    [Test]
    public void ASourceOfBatchesIsATableOfNumbers()
    {
        var source = new Batched(["a", "b"], TensorData.Of(new float[,] { { 1, 0.5f }, { 2, float.NaN } }),
            TensorData.Of(new float[,] { { 3, 4 } }));
        List<long> told = [];
        var table = source.ToTable(new Telling(told));
        Assert.Multiple(() =>
        {
            Assert.That(source.Types, Is.EqualTo(new[] { ColumnType.Number, ColumnType.Number }));
            Assert.That(table.Types, Is.EqualTo(source.Types));
            Assert.That(table.Numbers("b"), Is.EqualTo(new[] { 0.5, double.NaN, 4 }));
            Assert.That(table.Description, Is.EqualTo("The batches"));
            Assert.That(told, Is.EqualTo(new long[] { 2, 3 }));
            Assert.That(source.Select("b").ToTable().Numbers("b"), Is.EqualTo(new[] { 0.5, double.NaN, 4 }));
            Assert.That(source.Select("b").Types, Is.EqualTo(new[] { ColumnType.Number }));
            Assert.That(() => source.ReadTables(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(new Batched(["a"]).ToTable().RowCount, Is.Zero);
        });
    }

    [Test]
    public void ASourceOfBatchesMaySayThatItsNumbersAreWhole()
    {
        var source = new Batched(["i", "b"], TensorData.Of(new[,] { { long.MaxValue, 1 }, { 2, 0 } }),
            TensorData.Of(new[,] { { double.NaN, double.NaN }, { -3, 1 } }))
        { Kinds = [ColumnType.Integer, ColumnType.Boolean] };
        var table = source.ToTable();
        Assert.Multiple(() =>
        {
            Assert.That(table.Integers("i"), Is.EqualTo(new long?[] { long.MaxValue, 2, null, -3 }));
            Assert.That(table.Booleans("b"), Is.EqualTo(new bool?[] { true, false, null, true }));
            Assert.That(() => source.ReadTables(), Is.Not.Empty);
        });
    }

    [Test]
    public void AValueThatIsNotOfItsTypeIsNamed()
    {
        Batched Of(ColumnType type, TensorData batch) =>
            new(["i"], TensorData.Of(new double[,] { { 1 }, { 0 } }), batch) { Kinds = [type] };
        Assert.Multiple(() =>
        {
            Fails(Of(ColumnType.Integer, TensorData.Of(new[,] { { 1.5 } })), "column 'i', row 2", "1.5", "an integer of 64 bits");
            Fails(Of(ColumnType.Integer, TensorData.Of(new[,] { { 9.3e18 } })), "column 'i', row 2", "9.3E+18");
            Fails(Of(ColumnType.Boolean, TensorData.Of(new[,] { { 1.0 }, { 2 } })), "column 'i', row 3", "Boolean");
            Fails(Of(ColumnType.Number, TensorData.Of(new[,] { { 9_007_199_254_740_993 } })), "column 'i', row 2", "9,007,199,254,740,993",
                "Integer");
            Fails(Of(ColumnType.Number, TensorData.Of(new[,] { { long.MaxValue } })), "column 'i', row 2");
            Fails(Of(ColumnType.Text, TensorData.Of(new[,] { { 1.0 } })), "'i' is of type Text", "must override ReadTables");
            Fails(new Batched(["i", "k"]) { Kinds = [ColumnType.Number] }, "2 columns but 1 type.");
        });

        static void Fails(RowSource source, params string[] parts)
        {
            var fault = Assert.Throws<RowSourceException>(() => source.ToTable());
            foreach (var part in parts.Prepend("The batches")) Assert.That(fault?.Message, Does.Contain(part));
        }
    }

    [Test]
    public void ASourceWithTexts_GivesItsNumbersInBatches()
    {
        var source = new Mixed();
        Assert.Multiple(() =>
        {
            Assert.That(source.ToTable().Texts("word"), Is.EqualTo(new[] { "a", null, "c" }));
            Assert.That(source.Select("n", "word").Types, Is.EqualTo(new[] { ColumnType.Integer, ColumnType.Text }));
            Assert.That(source.Select("n").ReadBatches(2).SelectMany(batch => batch.ToArray<long>()), Is.EqualTo(new[] { 1L, 2, 3 }));
            Assert.That(new Normalization().Adapt(source.Select("n")).Features[0].Mean, Is.EqualTo(2));
            Assert.That(() => source.Select("word", "n").ReadBatches(),
                Throws.TypeOf<RowSourceException>().With.Message.Contain("'word' is of type Text")
                .And.Message.Contain("Select the columns of numbers ('n')"));
            Assert.That(() => source.ReadAll(), Throws.TypeOf<RowSourceException>());
            Assert.That(() => new Normalization().Adapt(source), Throws.TypeOf<RowSourceException>().With.Message.Contain("'word'"));
            Assert.That(() => source.ToTable(cancellation: new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
        });
    }

    [Test]
    public void ASourceWhoseTablesDifferIsRefused()
    {
        var utc = DateTime.SpecifyKind(new DateTime(2024, 1, 1), DateTimeKind.Utc);
        Assert.Multiple(() =>
        {
            Assert.That(() => new Mixed(Table.Of(Column.Number("n", 1d), Column.Text("word", "x"))).ToTable(),
                Throws.TypeOf<RowSourceException>().With.Message.Contain("'n: Integer'").And.Message.Contain("'n: Number'"));
            Assert.That(
                () => new Mixed(Table.Of(Column.Date("d", utc)), Table.Of(Column.Date("d", new DateTime(2024, 1, 1)))).ToTable(),
                Throws.TypeOf<RowSourceException>().With.Message.Contain("Mixed rows: Column 'd', row 1"));
        });
    }

    [Test]
    public void SelectedColumns_AskTheirSourceForTypes()
    {
        Dictionary<string, ColumnType> types = new() { ["b"] = ColumnType.Text };
        var source = new Batched(["a", "b"], TensorData.Of(new float[,] { { 1, 2 } }));
        var typed = new Typed(source);
        Assert.Multiple(() =>
        {
            Assert.That(source.WithTypes(types), Is.SameAs(source), "a source does not infer types by default");
            var selected = ((RowSource)source).Select("b");
            Assert.That(selected.WithTypes(types), Is.SameAs(selected));
            Assert.That(typed.Select("b").WithTypes(types).Types, Is.EqualTo(new[] { ColumnType.Text }));
            Assert.That(typed.Select("b").WithTypes(types).Columns, Is.EqualTo(new[] { "b" }));
            Assert.That(() => source.WithTypes(null!), Throws.ArgumentNullException);
        });
    }

    /// <summary>Infers numbers, and takes any type.</summary>
    private sealed class Typed(Batched source, ColumnType[]? types = null) : RowSource
    {
        public override string Description => source.Description;

        public override IReadOnlyList<string> Columns => source.Columns;

        public override IReadOnlyList<ColumnType> Types => types ?? source.Types;

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default) =>
            source.ReadBatches(batchSize, cancellation);

        public override RowSource WithTypes(IReadOnlyDictionary<string, ColumnType> types) =>
            new Typed(source, [.. Columns.Select(name => types.GetValueOrDefault(name))]);
    }

    private sealed class Telling(List<long> told) : IProgress<long>
    {
        public void Report(long value) => told.Add(value);
    }

    private sealed class Batched(string[] names, params TensorData[] batches) : RowSource
    {
        public ColumnType[]? Kinds { get; init; }

        public override string Description => "The batches";

        public override IReadOnlyList<string> Columns => names;

        public override IReadOnlyList<ColumnType> Types => Kinds ?? base.Types;

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default) => batches;
    }

    private sealed class Mixed(params Table[] parts) : RowSource
    {
        private static readonly Table s_rows = Table.Of(Column.Integer("n", 1, 2, 3), Column.Text("word", "a", null, "c"));

        public override string Description => "Mixed rows";

        public override IReadOnlyList<string> Columns => s_rows.Columns;

        public override IReadOnlyList<ColumnType> Types => s_rows.Types;

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default) =>
            ReadTables(batchSize, cancellation).SelectMany(table => table.ReadBatches(batchSize, cancellation));

        public override IEnumerable<Table> ReadTables(int batchSize = 1 << 16, CancellationToken cancellation = default)
        {
            var all = parts.Length == 2 ? parts.ToList() : [.. s_rows.ReadTables(batchSize, cancellation), .. parts];
            foreach (var part in all)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return part;
            }
        }
    }
}
