using System.Globalization;

namespace Layers.Tests.Data;

/// <summary>Tables of columns: types, missing values, tensors, printing.</summary>
public sealed class TableTests
{
    private static readonly DateTime s_day = new(2024, 2, 29), s_noon = new(2024, 2, 29, 12, 30, 0, 250);

    private static Table Birds => Table.Of(
        Column.Text("Island", "Dream", null, "Biscoe"),
        Column.Number("Body Mass (g)", 3350, double.NaN, 4500.5),
        Column.Integer("Year", 2007, null, 9_007_199_254_740_993),
        Column.Boolean("Male", true, false, null),
        Column.Date("Seen", s_day, null, s_noon));

    [Test]
    public void AColumnHasItsTypeItsValuesAndItsGaps()
    {
        var birds = Birds;
        Assert.Multiple(() =>
        {
            Assert.That(birds.RowCount, Is.EqualTo(3));
            Assert.That(birds.Rows, Is.EqualTo(3));
            Assert.That(birds.Columns, Is.EqualTo(new[] { "Island", "Body Mass (g)", "Year", "Male", "Seen" }));
            Assert.That(birds.Types, Is.EqualTo(new[] { ColumnType.Text, ColumnType.Number, ColumnType.Integer, ColumnType.Boolean,
                ColumnType.Date }));
            Assert.That(birds.Texts("Island"), Is.EqualTo(new[] { "Dream", null, "Biscoe" }));
            Assert.That(birds.Numbers("Body Mass (g)"), Is.EqualTo(new[] { 3350, double.NaN, 4500.5 }));
            Assert.That(birds.Integers("Year"), Is.EqualTo(new long?[] { 2007, null, 9_007_199_254_740_993 }));
            Assert.That(birds.Booleans("Male"), Is.EqualTo(new bool?[] { true, false, null }));
            Assert.That(birds.Dates("Seen"), Is.EqualTo(new DateTime?[] { s_day, null, s_noon }));
            Assert.That(birds.Columns.Select(name => birds[name].MissingCount), Is.All.EqualTo(1));
            Assert.That(birds["Island"].IsMissing(1), Is.True);
            Assert.That(Column.Number("x", 1.5, null), Is.EqualTo(new[] { 1.5, double.NaN }));
            Assert.That(() => birds.Numbers("Year"),
                Throws.ArgumentException.With.Message.Contain("'Year' is of type Integer").And.Message.Contain("Integers(\"Year\")"));
            Assert.That(() => birds["island"], Throws.ArgumentException.With.Message.Contain("Did you mean 'Island'?"));
        });
    }

    [Test]
    public void ATableIsOfColumnsThatFitTogether()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Table.Of(), Throws.ArgumentException.With.Message.Contain("one or more columns"));
            Assert.That(() => Table.Of(Column.Number("a", 1d), Column.Text("a", "x")),
                Throws.ArgumentException.With.Message.Contain("two columns are named 'a'"));
            Assert.That(() => Table.Of(Column.Number("a", 1d), Column.Text("b", "x", "y")),
                Throws.ArgumentException.With.Message.Contain("'a' has 1 row").And.Message.Contain("'b' has 2 rows"));
            Assert.That(() => Table.Of(null!), Throws.ArgumentNullException);
            Assert.That(() => Column.Text(null!), Throws.ArgumentNullException);
            Assert.That(() => Column.Text("a", (string[])null!), Throws.ArgumentNullException);
        });
    }

    [Test]
    public void DatesOfAColumnAreOfOneKind_AndNeverLocal()
    {
        var utc = DateTime.SpecifyKind(s_day, DateTimeKind.Utc);
        Assert.Multiple(() =>
        {
            Assert.That(() => Column.Date("d", s_day, DateTime.SpecifyKind(s_day, DateTimeKind.Local)),
                Throws.ArgumentException.With.Message.Contain("row 1").And.Message.Contain("Local"));
            Assert.That(() => Column.Date("d", null, s_day, utc),
                Throws.ArgumentException.With.Message.Contain("row 2").And.Message.Contain("no time zone"));
            Assert.That(Column.Date("d", new DateTimeOffset(2024, 3, 1, 1, 0, 0, TimeSpan.FromHours(2)), null),
                Is.EqualTo(new DateTime?[] { new DateTime(2024, 2, 29, 23, 0, 0, DateTimeKind.Utc), null }));
            Assert.That(Column.Date("d", new DateTimeOffset(2024, 3, 1, 1, 0, 0, TimeSpan.Zero), null)[0]!.Value.Kind,
                Is.EqualTo(DateTimeKind.Utc));
        });
    }

    [Test]
    public void AColumnBecomesATensorOfItsType()
    {
        var birds = Birds;
        Assert.Multiple(() =>
        {
            Assert.That(birds["Island"].ToTensor().ToArray<string>(), Is.EqualTo(new[] { "Dream", "", "Biscoe" }));
            Assert.That(birds["Island"].ToTensor().Shape, Is.EqualTo(Shape.Of(3, 1)));
            Assert.That(birds["Island"].ToTensor(missing: "?").ToArray<string>(), Is.EqualTo(new[] { "Dream", "?", "Biscoe" }));
            Assert.That(birds["Body Mass (g)"].ToTensor().ToArray<double>(), Is.EqualTo(new[] { 3350, double.NaN, 4500.5 }));
            Assert.That(birds["Body Mass (g)"].ToTensor(DType.Float32).ToArray<float>(), Is.EqualTo(new[] { 3350, float.NaN, 4500.5f }));
            Assert.That(birds[..1]["Year"].ToTensor().ToArray<long>(), Is.EqualTo(new[] { 2007L }));
            Assert.That(birds[2..]["Year"].ToTensor().ToArray<long>(), Is.EqualTo(new[] { 9_007_199_254_740_993 }));
            Assert.That(birds["Year"].ToTensor(DType.Float64).ToArray<double>()[..2], Is.EqualTo(new[] { 2007, double.NaN }));
            Assert.That(birds[..2]["Male"].ToTensor().ToArray<bool>(), Is.EqualTo(new[] { true, false }));
            Assert.That(birds[..2]["Male"].ToTensor(DType.Int64).ToArray<long>(), Is.EqualTo(new[] { 1L, 0 }));
            Assert.That(birds["Seen"].ToTensor(missing: "never").ToArray<string>(),
                Is.EqualTo(new[] { "2024-02-29", "never", "2024-02-29T12:30:00.25" }));
            Assert.That(birds[..1]["Seen"].ToTensor(DType.Int64).ToArray<long>(), Is.EqualTo(new[] { s_day.Ticks }));
            Assert.That(Column.Date("d", DateTime.SpecifyKind(s_noon, DateTimeKind.Utc)).ToTensor().ToArray<string>(),
                Is.EqualTo(new[] { "2024-02-29T12:30:00.25Z" }));
            Assert.That(birds.Select("Seen", "Island").ToTensor(missing: "-").ToArray<string>(),
                Is.EqualTo(new[] { "2024-02-29", "Dream", "-", "-", "2024-02-29T12:30:00.25", "Biscoe" }));
            Assert.That(birds[..1].Select("Male", "Year").ToTensor().ToArray<long>(), Is.EqualTo(new[] { 1L, 2007 }));
        });
    }

    [Test]
    public void WhatDoesNotGoIntoATensorIsAnErrorWithItsRow()
    {
        var birds = Birds;
        var both = Column.Text("s", "a", null, "");
        Assert.Multiple(() =>
        {
            Assert.That(() => birds["Year"].ToTensor(),
                Throws.ArgumentException.With.Message.Contain("'Year' has no value in row 1").And.Message.Contain("float64"));
            Assert.That(() => birds["Male"].ToTensor(), Throws.ArgumentException.With.Message.Contain("'Male' has no value in row 2"));
            Assert.That(() => birds["Seen"].ToTensor(DType.Int64),
                Throws.ArgumentException.With.Message.Contain("'Seen' has no value in row 1"));
            Assert.That(() => birds["Island"].ToTensor(DType.Float32),
                Throws.ArgumentException.With.Message.Contain("'Island' is of type Text").And.Message.Contain("string"));
            Assert.That(() => birds["Body Mass (g)"].ToTensor(DType.Int64),
                Throws.ArgumentException.With.Message.Contain("float32 and float64"));
            Assert.That(() => birds.ToTensor(),
                Throws.ArgumentException.With.Message.Contain("'Body Mass (g)' is of type Number")
                .And.Message.Contain("'Island' is of type"));
            Assert.That(() => both.ToTensor(),
                Throws.ArgumentException.With.Message.Contain("empty text in row 2").And.Message.Contain("missing text in row 1")
                .And.Message.Contain("'missing'"));
            Assert.That(both.ToTensor(missing: "").ToArray<string>(), Is.EqualTo(new[] { "a", "", "" }));
        });
    }

    [Test]
    public void SomeColumnsAndSomeRows()
    {
        var birds = Birds;
        Assert.Multiple(() =>
        {
            Assert.That(birds.Select("Year", "Island").Columns, Is.EqualTo(new[] { "Year", "Island" }));
            Assert.That(birds[1..].Texts("Island"), Is.EqualTo(new[] { null, "Biscoe" }));
            Assert.That(birds[1..1].RowCount, Is.Zero);
            Assert.That(() => birds.Select("Island", "Island"), Throws.ArgumentException.With.Message.Contain("twice"));
            Assert.That(() => birds.Select("Iland"), Throws.ArgumentException.With.Message.Contain("Did you mean 'Island'?"));
            Assert.That(() => birds[2..5], Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public void ATableOfNumbersIsReadInBatches()
    {
        var table = Table.Of(Column.Integer("i", 1, null, 3), Column.Boolean("b", true, false, true), Column.Text("s", "x", "y", "z"));
        var numbers = table.Select("i", "b").ReadBatches(2).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(numbers[0].ToArray<double>(), Is.EqualTo(new[] { 1, 1, double.NaN, 0 }));
            Assert.That(numbers[1].ToArray<long>(), Is.EqualTo(new[] { 3L, 1 }));
            Assert.That(() => table.ReadBatches(),
                Throws.TypeOf<RowSourceException>().With.Message.Contain("'s' is of type Text").And.Message.Contain("'i', 'b'")
                .And.Message.Contain("ToTable"));
            Assert.That(() => table.ReadBatches(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(table.ReadTables(2).Select(part => part.RowCount), Is.EqualTo(new[] { 2, 1 }));
            Assert.That(() => table.ReadTables(1, new CancellationToken(true)).Count(), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(table.ToTable(), Is.SameAs(table));
        });
    }

    [Test]
    public void ALayerLearnsFromATable()
    {
        var layer = new Normalization();
        var report = layer.Adapt(Table.Of(Column.Number("a", 1, 3), Column.Integer("b", 10, 20)));
        Assert.That(report.Features.Select(feature => (feature.Name, feature.Mean)),
            Is.EqualTo(new (string?, double)[] { ("a", 2), ("b", 15) }));
    }

    [Test]
    public void ATablePrintsItsFirstRows()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator, comma.DateTimeFormat.DateSeparator) = (",",
            ".", ".");
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.That(Birds.ToText(3), Is.EqualTo("""
                3 rows, 5 columns
                Island  Body Mass (g)              Year     Male  Seen
                text           number           integer  boolean  date
                Dream            3350              2007     true  2024-02-29
                null             null              null    false  null
                Biscoe         4500.5  9007199254740993     null  2024-02-29T12:30:00.25
                """.ReplaceLineEndings("\n")));
            Assert.That(Birds.ToText(0), Does.EndWith("\n… and 3 more rows"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.That(Table.Of(Column.Text("t", "two\nlines", new string('x', 99))).ToString(),
            Does.Contain("two\\nlines\n").And.Contain(new string('x', 31) + "…"));
        Assert.That(Table.Of([.. Enumerable.Range(0, 14).Select(i => Column.Number($"c{i}", 1d))]).ToString(),
            Does.Contain("14 columns").And.EndWith("… and 2 more columns: c12, c13"));
        Assert.That(() => Birds.ToText(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
