namespace Layers.Tests.Data;

/// <summary>Splits: each row is in one part, and each class is within one row of its share.</summary>
public sealed class TableSplitTests
{
    [Test]
    public void EveryRowIsInOneTableOnce_AndEachClassHasItsShare([Values(1, 7, 30, 400)] int rows, [Values(1, 2, 5)] int classes,
        [Values] bool shuffle, [Values] bool three)
    {
        var table = Numbered(rows, classes, seed: rows + classes);
        Table[] parts;
        double[] shares = three ? [0.7, 0.15, 0.15] : [0.8, 0.2];
        if (rows < 30)
        {
            Assert.That(() => Split(0.999, 0.0005), Throws.ArgumentException.With.Message.Contain("would be empty"));
            return;
        }
        parts = three ? Split(0.7, 0.15) : Split(0.8, null);
        Assert.That(parts.SelectMany(part => part.Integers("row")).Order(),
            Is.EqualTo(Enumerable.Range(0, rows).Select(row => (long?)row)));
        for (var part = 0; part < parts.Length; part++)
        {
            Assert.That(parts[part].RowCount, Is.EqualTo(shares[part] * rows).Within(0.9999), $"part {part}");
            foreach (var group in table.Texts("class").GroupBy(value => value))
                Assert.That(parts[part].Texts("class").Count(value => value == group.Key),
                    Is.EqualTo(shares[part] * group.Count()).Within(0.9999), $"part {part}, class {group.Key}");
        }

        Table[] Split(double first, double? second)
        {
            if (second is { } share)
            {
                var (a, b, c) = table.Split(first, share, "class", shuffle, seed: 3);
                return [a, b, c];
            }
            var (training, test) = table.Split(first, "class", shuffle, seed: 3);
            return [training, test];
        }
    }

    // The share of each class may be less than one row, but the parts must still have their shares of the table.
    [Test]
    public void SmallClassesTogetherHaveTheShareOfTheTable()
    {
        foreach (var (count, each) in new[] { (50, 1), (40, 3), (7, 5), (33, 7) })
        {
            var table = Table.Of(Column.Integer("class", [.. Enumerable.Range(0, count * each).Select(row => (long)(row % count))]));
            var (training, validation, test) = table.Split(0.62, 0.21, "class");
            int[] sizes = [training.RowCount, validation.RowCount, test.RowCount];
            var shares = new[] { 0.62, 0.21, 0.17 };
            Assert.That(sizes.Sum(), Is.EqualTo(count * each));
            for (var part = 0; part < 3; part++)
                Assert.That(sizes[part], Is.EqualTo(shares[part] * count * each).Within(0.9999), $"{count} × {each}, part {part}");
        }
    }

    [TestCase(10, 0.8, 8)]
    [TestCase(10, 0.7, 7)]
    [TestCase(3, 1 / 3.0, 1)]
    [TestCase(333, 2 / 3.0, 222)]
    [TestCase(10, 0.29, 3)]
    public void TheShareIsThatWhichIsWritten(int rows, double share, int training)
    {
        foreach (var stratify in new[] { null, "class" })
            Assert.That(Numbered(rows, 1, 0).Split(share, stratify).Training.RowCount, Is.EqualTo(training));
    }

    [Test]
    public void TheSeedDecidesTheOrder()
    {
        var table = Numbered(100, 3, 1);
        long?[] Training(long seed, bool shuffle = true, string? stratify = "class") =>
            [.. table.Split(0.5, stratify, shuffle, seed).Training.Integers("row")];
        var again = Training(1);
        Assert.Multiple(() =>
        {
            Assert.That(again, Is.EqualTo(Training(1)));
            Assert.That(Training(1), Is.Not.EqualTo(Training(2)));
            Assert.That(Training(1), Is.Not.EqualTo(Training(1L << 32 | 1)));
            Assert.That(Training(5, stratify: null), Is.Not.Ordered);
            Assert.That(Training(5, shuffle: false), Is.Ordered);
            Assert.That(Training(5, shuffle: false, stratify: null), Is.EqualTo(Enumerable.Range(0, 50).Select(row => (long?)row)));
        });
    }

    [Test]
    public void ClassesMayBeOfAnyType_AndMissingIsOne()
    {
        var day = new DateTime(2024, 1, 1);
        Column[] classes =
        [
            Column.Text("c", "a", null, "a", null, "", "", "a", null),
                Column.Number("c", 1, double.NaN, 1, double.NaN, 2, 2, 1, double.NaN), Column.Integer("c", 1, null, 1, null, 2, 2, 1, null),
            Column.Boolean("c", true, null, true, null, false, false, true, null),
                Column.Date("c", day, null, day, null, day.AddTicks(1), day.AddTicks(1), day, null),
        ];
        Assert.Multiple(() =>
        {
            foreach (var column in classes)
            {
                var (training, test) = Table.Of(column, Column.Integer("row", 0, 1, 2, 3, 4, 5, 6, 7)).Split(0.5, "c", seed: 2);
                Assert.That(training.RowCount, Is.EqualTo(4), column.ToString());
                Assert.That(training.Integers("row").Count(row => row is 4 or 5), Is.EqualTo(1), column.ToString());
                Assert.That(training["c"].MissingCount + test["c"].MissingCount, Is.EqualTo(3), column.ToString());
                Assert.That(training["c"].MissingCount, Is.InRange(1, 2), column.ToString());
            }
        });
    }

    [Test]
    public void SharesThatAreNoneAreRefused()
    {
        var table = Numbered(10, 2, 0);
        Assert.Multiple(() =>
        {
            foreach (var share in new[] { 0, 1, -0.5, 1.5, 80, double.NaN, double.PositiveInfinity, 1e-300 })
            {
                Assert.That(() => table.Split(share), Throws.TypeOf<ArgumentOutOfRangeException>(), $"{share}");
                Assert.That(() => table.Split(0.5, share), Throws.TypeOf<ArgumentOutOfRangeException>(), $"{share}");
            }
            Assert.That(() => table.Split(0.7, 0.3), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contain("less than 1"));
            Assert.That(() => table.Split(0.01),
                Throws.ArgumentException.With.Message.Contain("10 rows").And.Message.Contain("first table"));
            Assert.That(() => table.Split(0.9, "klass"), Throws.ArgumentException.With.Message.Contain("Did you mean 'class'?"));
            Assert.That(() => table[..0].Split(0.5), Throws.ArgumentException.With.Message.Contain("0 rows"));
        });
    }

    private static Table Numbered(int rows, int classes, int seed)
    {
        var random = new Random(seed);
        return Table.Of(
            Column.Integer("row", [.. Enumerable.Range(0, rows).Select(row => (long)row)]),
            Column.Text("class", [.. Enumerable.Range(0, rows).Select(_ => random.Next(classes) is > 0 and var c ? $"c{c}" : null)]));
    }
}
