using Layers.Graphs;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Layers.DataView.Tests;

public sealed class DataViewSourceTests
{
    private static readonly MLContext s_context = new(seed: 1);

    [Test]
    public void ScalarsAndVectorsAreColumns()
    {
        var view = s_context.Data.LoadFromEnumerable(new[]
        {
            new Trip { Distance = 1.5f, Pair = [1, 2], Count = 3, Paid = true, Text = "a" },
            new Trip { Distance = float.NaN, Pair = [3, 4], Count = -1, Paid = false, Text = "b" },
        });
        var source = new DataViewSource(view, "Pair", "Distance", "Count", "Paid");
        Assert.Multiple(() =>
        {
            Assert.That(source.Columns, Is.EqualTo(new[] { "Pair[0]", "Pair[1]", "Distance", "Count", "Paid" }));
            Assert.That(source.ReadBatches().Single().ToArray<double>(), Is.EqualTo(new[] { 1, 2, 1.5, 3, 1, 3, 4, double.NaN, -1, 0 }));
            Assert.That(new DataViewSource(view, "Pair", "Distance").ReadBatches().Single().Type, Is.EqualTo(DType.Float32));
            Assert.That(() => new DataViewSource(view).ReadBatches(),
                Throws.TypeOf<RowSourceException>().With.Message.Contain("'Text' has type Text").And.Message.Contain("ToTable"));
            Assert.That(new DataViewSource(view).Select("Count").ReadBatches().Single().ToArray<long>(), Is.EqualTo(new[] { 3L, -1 }));
            Assert.That(() => new DataViewSource(view, "Fare"),
                Throws.ArgumentException.With.Message.Contain("no column 'Fare'").And.Message.Contain("'Distance', 'Pair'"));
            Assert.That(() => new DataViewSource(view, "Count", "Count"), Throws.ArgumentException.With.Message.Contain("two are 'Count'"));
            Assert.That(() => source.ReadBatches(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public void KeysAreTheValuesThatTheyStandFor()
    {
        var rows = new[] { new Keyed { Island = "Dream", Year = 2008, Mass = 1.5f }, new Keyed { Island = "", Year = 2007, Mass = 2 },
            new Keyed { Island = "Biscoe", Year = 2008, Mass = 1.5f } };
        var view = s_context.Data.LoadFromEnumerable(rows);
        var conversion = s_context.Transforms.Conversion;
        var keys = conversion.MapValueToKey("Island").Append(conversion.MapValueToKey("Year")).Append(conversion.MapValueToKey("Mass"))
            .Fit(view).Transform(view);
        var source = new DataViewSource(keys, "Island", "Year", "Mass", "Place");
        var table = source.ToTable();
        Assert.Multiple(() =>
        {
            Assert.That(source.Types, Is.EqualTo(new[] { ColumnType.Text, ColumnType.Integer, ColumnType.Number, ColumnType.Integer }));
            // ML.NET makes an empty text a missing key.
            Assert.That(table.Texts("Island"), Is.EqualTo(new[] { "Dream", null, "Biscoe" }));
            Assert.That(table.Integers("Year"), Is.EqualTo(new long?[] { 2008, 2007, 2008 }));
            Assert.That(table.Numbers("Mass"), Is.EqualTo(new[] { 1.5, 2, 1.5 }));
            Assert.That(table.Integers("Place"), Is.EqualTo(new long?[] { 0, 0, 0 }));
            Assert.That(new DataViewSource(keys, "Year", "Mass").ReadBatches(2).SelectMany(batch => batch.ToArray<double>()),
                Is.EqualTo(new[] { 2008, 1.5, 2007, 2, 2008, 1.5 }));
        });
    }

    [Test]
    public void AKeyWithoutValuesIsItsPlace()
    {
        var view = s_context.Data.LoadFromEnumerable(new[] { new Keyed { Place = 1 }, new Keyed { Place = 9 }, new Keyed { Place = 10 } });
        // ML.NET makes a value beyond the key's count a missing key.
        Assert.That(new DataViewSource(view, "Place").ToTable().Integers("Place"), Is.EqualTo(new long?[] { 1, 9, null }));
    }

    [Test]
    public void TextsDatesAndVectorsAreColumnsOfATable()
    {
        var day = new DateTime(2024, 2, 29, 23, 30, 0);
        var view = s_context.Data.LoadFromEnumerable(new[]
        {
            new Visit { Name = "Ünï", Day = day, At = new DateTimeOffset(day, TimeSpan.FromHours(-2)), Id = 9_007_199_254_740_993,
                Pair = [1, 2], Paid = true, X = double.NaN },
            new Visit { Name = "", Day = DateTime.SpecifyKind(day, DateTimeKind.Local), At = new DateTimeOffset(day, TimeSpan.Zero),
                Id = -1, Pair = [3, 4], X = 0.5 },
            new Visit { Name = "b", Day = DateTime.SpecifyKind(day, DateTimeKind.Utc), At = new DateTimeOffset(day, TimeSpan.Zero), Id = 2,
                Pair = [5, float.NaN], Paid = true, X = 1 },
        });
        var source = new DataViewSource(view, "Name", "Day", "At", "Id", "Pair", "Paid", "X");
        var table = source.ToTable();
        Assert.Multiple(() =>
        {
            Assert.That(source.Types, Is.EqualTo(new[] { ColumnType.Text, ColumnType.Date, ColumnType.Date, ColumnType.Integer,
                ColumnType.Number, ColumnType.Number, ColumnType.Boolean, ColumnType.Number }));
            Assert.That(table.Texts("Name"), Is.EqualTo(new[] { "Ünï", "", "b" }));
            Assert.That(table.Dates("Day"), Is.All.EqualTo(day));
            Assert.That(table.Dates("Day")[2]!.Value.Kind, Is.EqualTo(DateTimeKind.Unspecified));
            Assert.That(table.Dates("At")[0], Is.EqualTo(new DateTime(2024, 3, 1, 1, 30, 0)));
            Assert.That(table.Dates("At")[0]!.Value.Kind, Is.EqualTo(DateTimeKind.Utc));
            Assert.That(table.Integers("Id"), Is.EqualTo(new long?[] { 9_007_199_254_740_993, -1, 2 }));
            Assert.That(table.Numbers("Pair[1]"), Is.EqualTo(new[] { 2, 4, double.NaN }));
            Assert.That(table.Booleans("Paid"), Is.EqualTo(new bool?[] { true, false, true }));
            Assert.That(source.ReadTables(2).Select(part => part.RowCount), Is.EqualTo(new[] { 2, 1 }));
            Assert.That(() => source.ReadTables(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public void SlotNamesAndSparseVectorsAreRead()
    {
        var view = s_context.Data.LoadFromEnumerable(Enumerable.Range(0, 9)
            .Select(i => new Trip { Distance = i, Pair = [i, 2], Count = i % 3, Text = $"{i % 3}" }));
        var pipeline = s_context.Transforms.Categorical.OneHotEncoding("Text")
            .Append(s_context.Transforms.Concatenate("All", "Distance", "Text"));
        var source = new DataViewSource(pipeline.Fit(view).Transform(view), "All");
        Assert.Multiple(() =>
        {
            Assert.That(source.Columns, Is.EqualTo(new[] { "Distance", "Text.0", "Text.1", "Text.2" }));
            Assert.That(source.ReadBatches(4).Select(batch => batch.Shape[0].Size), Is.EqualTo(new[] { 4, 4, 1 }));
            Assert.That(source.ReadBatches(2).First().ToArray<float>(), Is.EqualTo(new[] { 0f, 1, 0, 0, 1, 0, 1, 0 }));
        });
    }

    [Test]
    public void ALayerLearnsFromATextLoader()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "a,b\n1,10\n3,30\n");
            var view = s_context.Data.LoadFromTextFile(path,
                [new TextLoader.Column("a", DataKind.Single, 0), new TextLoader.Column("b", DataKind.Double, 1)], separatorChar: ',',
                hasHeader: true);
            var source = new DataViewSource(view);
            var report = new Normalization().Adapt(source.ReadBatches(1), featureNames: source.Columns);
            Assert.That(report.Features.Select(feature => (feature.Name, feature.Mean, feature.Variance)),
                Is.EqualTo(new (string?, double, double)[] { ("a", 2, 1), ("b", 20, 100) }));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void AnErrorNamesTheRow()
    {
        static IEnumerable<Trip> Failing()
        {
            yield return new Trip();
            yield return new Trip();
            throw new IOException("the disk is gone");
        }
        var source = new DataViewSource(s_context.Data.LoadFromEnumerable(Failing()), "Distance");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Multiple(() =>
        {
            Assert.That(() => source.ReadBatches().Count(),
                Throws.TypeOf<RowSourceException>().With.Message.Contain("at row 2 (the first row is 0): the disk is gone"));
            Assert.That(() => source.ReadBatches(1, cancelled.Token).Count(), Throws.InstanceOf<OperationCanceledException>());
        });
    }

    private sealed class Visit
    {
        public string Name { get; set; } = "";

        public DateTime Day { get; set; }

        public DateTimeOffset At { get; set; }

        public long Id { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; } = [0, 0];

        public bool Paid { get; set; }

        public double X { get; set; }
    }

    private sealed class Keyed
    {
        public string Island { get; set; } = "";

        public int Year { get; set; }

        public float Mass { get; set; }

        [KeyType(10)]
        public uint Place { get; set; }
    }

    private sealed class Trip
    {
        public float Distance { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; } = [0, 0];

        public int Count { get; set; }

        public bool Paid { get; set; }

        public string Text { get; set; } = "";
    }
}
