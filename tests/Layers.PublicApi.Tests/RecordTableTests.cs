namespace Layers.PublicApi.Tests;

/// <summary>A table of records.</summary>
public sealed partial class RecordTableTests
{
    [Test]
    public void TypesOfColumns_AreThoseOfProperties()
    {
        var day = new DateOnly(2024, 2, 29);
        var table = Table.Of([new All("a", null, 1, 2, 3, 4, 5, 6, -7, 8, 0.5f, 0.25, (Half)0.125, 1.5m, true, null,
            day.ToDateTime(new TimeOnly(1, 2)), day, new DateTimeOffset(2024, 2, 29, 2, 0, 0, TimeSpan.FromHours(2)), DayOfWeek.Friday)]);
        Assert.Multiple(() =>
        {
            Assert.That(table.Columns,
                Is.EqualTo(new[] { "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T" }));
            Assert.That(table.Types, Is.EqualTo(new[]
            {
                ColumnType.Text, ColumnType.Text, ColumnType.Integer, ColumnType.Integer, ColumnType.Integer, ColumnType.Integer,
                    ColumnType.Integer, ColumnType.Integer, ColumnType.Integer,
                ColumnType.Integer, ColumnType.Number, ColumnType.Number, ColumnType.Number, ColumnType.Number, ColumnType.Boolean,
                    ColumnType.Boolean, ColumnType.Date, ColumnType.Date, ColumnType.Date, ColumnType.Text,
            }));
            Assert.That(table.Texts("A"), Is.EqualTo(new[] { "a" }));
            Assert.That(table.Texts("B"), Is.EqualTo(new string?[] { null }));
            Assert.That("CDEFGHIJ".Select(name => table.Integers($"{name}")[0]), Is.EqualTo(new long?[] { 1, 2, 3, 4, 5, 6, -7, 8 }));
            Assert.That("KLMN".Select(name => table.Numbers($"{name}")[0]), Is.EqualTo(new[] { 0.5, 0.25, 0.125, 1.5 }));
            Assert.That(table.Booleans("O"), Is.EqualTo(new bool?[] { true }));
            Assert.That(table["P"].MissingCount, Is.EqualTo(1));
            Assert.That(table.Dates("Q")[0], Is.EqualTo(new DateTime(2024, 2, 29, 1, 2, 0)));
            Assert.That(table.Dates("R")[0], Is.EqualTo(new DateTime(2024, 2, 29)));
            Assert.That(table.Dates("S")[0], Is.EqualTo(new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc)));
            Assert.That(table.Dates("S")[0]!.Value.Kind, Is.EqualTo(DateTimeKind.Utc));
            Assert.That(table.Texts("T"), Is.EqualTo(new[] { "Friday" }));
        });
    }

    [Test]
    public void AMissingValue_IsMissing()
    {
        var table = Table.Of([new Penguin("Dream", null, null), new Penguin("", "MALE", float.NaN), new Penguin("Biscoe", null, 3350)]);
        Assert.That(table.Columns.Select(name => table[name].MissingCount), Is.EqualTo(new[] { 0, 2, 2 }));
        Assert.That(table.RowCount, Is.EqualTo(3));
    }

    [Test]
    public void ATableOfRecords_IsFittedAndMeasured()
    {
        Penguin[] birds = [.. Enumerable.Range(0, 40)
            .Select(i => new Penguin(i % 2 == 0 ? "Dream" : "Biscoe", i % 3 == 0 ? null : "MALE", 3000 + 50 * i))];
        var table = Table.Of(birds);
        var space = new FeatureSpace { { "Sex", new OneHotEncoding() }, { "Body Mass (g)", new Normalization() } };
        space.Adapt(table);
        using var model = new Sequential { space, new Dense(2, Activation.Softmax) };
        model.Compile(new Adam(0.01), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
        model.Fit(table, "Island", epochs: 2);
        Assert.That(model.Evaluate(table)["loss"], Is.GreaterThan(0));
        Assert.That(model.Predict(table).First().Label, Is.AnyOf("Biscoe", "Dream"));
    }

    [Test]
    public void BadRecords_AreNamed()
    {
        Assert.Multiple(() =>
        {
            Says<ArgumentException>(() => Table.Of(Array.Empty<Penguin>()), "at least one record");
            Says<ArgumentException>(() => Table.Of([new Penguin("a", null, 1), null!]), "Row 1");
            Says<FormatException>(() => Table.Of([Given("x", 1), Given("x", "a")]), "Column 'x', row 1", "'a'", "Integer");
            Says<FormatException>(() => Table.Of([Given("x", "b"), Given("x", true)]), "Column 'x', row 1", "true", "Text");
            Says<FormatException>(() => Table.Of([Given("x", 1.5), Given("x", 2)]), "Column 'x', row 1", "whole number 2", "Number");
            Says<FormatException>(() => Table.Of([Given("x", 1), Given("x", ulong.MaxValue)]), "Column 'x', row 1", "18446744073709551615");
            Says<ArgumentException>(() => Table.Of([Given("x", new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Local))]),
                "Column 'x', row 0", "Local");
            Says<ArgumentException>(() => Table.Of([Given("x", new DateTime(2024, 1, 1)),
                Given("x", new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc))]), "Column 'x', row 1");
            Says<ArgumentException>(() => Table.Of([Given("x", 1), Given("y", 1)]), "Row 1", "y", "x");
            Says<ArgumentException>(() => Table.Of([new ByHand(["x", "x"], [1, 2])]), "'x'");
            Says<ArgumentException>(() => Table.Of([new ByHand([], [])]), "at least one column");
            Says<ArgumentException>(() => Table.Of([new ByHand([null!], [1])]), "null");
            Says<RecordException>(() => Table.Of([new ByHand(["x", "y"], [1])]), "wrote 1 value for its 2 columns");
            Says<RecordException>(() => Table.Of([new ByHand(["x"], [1, 2])]), "more values");
        });

        static ByHand Given(string column, object value) => new([column], [value]);

        static void Says<T>(Action call, params string[] words)
            where T : Exception
        {
            var message = Assert.Catch<T>(call)?.Message ?? "";
            foreach (var word in words) Assert.That(message, Does.Contain(word));
        }
    }

    [Features]
    private sealed partial record All(
        string A, string? B, byte C, sbyte D, short E, ushort F, int G, uint H, long I, ulong J, float K, double L, Half M, decimal N,
        bool O, bool? P, DateTime Q, DateOnly R, DateTimeOffset S, DayOfWeek? T);

    private sealed class ByHand(string[] columns, object[] values) : IFeatures
    {
        public IReadOnlyList<string> Columns => columns;

        public void Write(ref FeatureWriter row)
        {
            foreach (var value in values)
                switch (value)
                {
                    case string text: row.Write(text); break;
                    case int number: row.Write(number); break;
                    case double number: row.Write(number); break;
                    case ulong number: row.Write(number); break;
                    case bool truth: row.Write(truth); break;
                    case DateTime date: row.Write(date); break;
                }
        }
    }
}
