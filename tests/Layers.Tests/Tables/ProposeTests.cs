namespace Layers.Tests;

/// <summary>Layers proposed for the columns of a table, with the reasons.</summary>
public sealed class ProposeTests
{
    private static Table Rows { get; } = Table.Of(
        Column.Integer("Id", [.. Enumerable.Range(100, 60).Select(i => (long)i)]),
        Column.Text("Key", [.. Enumerable.Range(0, 60).Select(i => $"k{i * 7 % 60}")]),
        Column.Text("Island", [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? "Dream" : "Biscoe")]),
        Column.Number("Mass", [.. Enumerable.Range(0, 60).Select(i => i == 7 ? double.NaN : 3000.5 + i * i % 17)]),
        Column.Integer("Year", [.. Enumerable.Range(0, 60).Select(i => 2007L + i % 3)]),
        Column.Boolean("Tagged", [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0)]),
        Column.Text("City", [.. Enumerable.Range(0, 60).Select(i => $"c{i * 7 % 50}")]),
        Column.Text("Notes", [.. Enumerable.Range(0, 60).Select(i => $"a bird of {i} years")]),
        Column.Text("Studied", [.. Enumerable.Range(0, 60).Select(i => "PAL")]),
        Column.Text("Nothing", new string?[60]),
        Column.Text("Seen", [.. Enumerable.Range(0, 60).Select(i => $"2007-11-{i % 28 + 1:00}")]),
        Column.Text("Species", [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "Adelie" : "Gentoo")]));

    [Test]
    public void EachColumn_GetsLayersAndAReason()
    {
        var space = FeatureSpace.Propose(Rows, "Species");
        Assert.That(space.Proposal!.Select(column => (column.Column, column.Layers, column.Reason)), Is.EqualTo(new[]
        {
            ("Id", "", "distinct, nearly consecutive whole numbers: an identifier, left out"),
            ("Key", "", "every value differs: an identifier, left out"),
            ("Island", "StringLookup, one-hot",
                "2 different texts in 60 rows: an output column for each; an unknown text goes into the first, [UNK]"),
            ("Mass", "Imputation, Normalization", "numbers from 3000.5 to 3016.5; 1 of 60 missing, filled by the mean"),
            ("Year", "Normalization", "numbers from 2007 to 2009"),
            ("Tagged", "unchanged", "true and false, as 1 and 0"),
            ("City", "Hashing, one-hot", "50 different texts in 60 rows: too many for an output column each, so 64 hash bins; " +
                "an unknown text goes into the bin of its hash"),
            ("Notes", "TextVectorization",
                "texts of 5.0 words: TF-IDF of their words; an unknown word counts in the first column, [UNK]"),
            ("Studied", "", "every value is 'PAL': no information"),
            ("Nothing", "", "no value in the sample"),
            ("Seen", "DateParts, Normalization", "dates such as '2007-11-01': year, month, day, weekday"),
        }));
        Assert.That(space.Layers.OfType<AdaptiveLayer>().Any(layer => layer.IsAdapted), Is.False, "it never learns");
    }

    [Test]
    public void AProposal_Prints_AndIsEdited_AndThenAdapted()
    {
        using var space = FeatureSpace.Propose(Rows, "Species", new ProposeOptions { MostCategories = 100, SampleRows = 55 });
        Assert.That(space.Proposal!.ToString().Split('\n')[..5], Is.EqualTo(new[]
        {
            "column  | layers                    | why",
            "Id      | left out                  | distinct, nearly consecutive whole numbers: an identifier, left out",
            "Key     | left out                  | every value differs: an identifier, left out",
            "Island  | StringLookup, one-hot     | " +
                "2 different texts in 55 rows: an output column for each; an unknown text goes into the first, [UNK]",
            "Mass    | Imputation, Normalization | numbers from 3000.5 to 3016.5; 1 of 55 missing, filled by the mean",
        }));
        space.Replace("Island", new StringLookup(outputMode: OutputMode.MultiHot));
        space.Remove("City");
        space.Add("Key", new Hashing(4, outputMode: OutputMode.OneHot));
        Assert.That(space.Proposal.Where(column => column.Reason.EndsWith("by hand", StringComparison.Ordinal))
            .Select(column => column.ToString()), Has.Exactly(3).Items);
        Assert.That(space.Proposal.First(column => column.Column == "City").IsLeftOut);
        var report = space.Adapt(Rows);
        Assert.That(report.Passes, Is.EqualTo(2));
        Assert.That(FeatureSpaceTests.Encode(space, Rows).Shape[1].Size, Is.EqualTo(space.OutputColumns.Count));
    }

    [Test]
    public void WhatAnUnknownTextBecomes_IsAsTheReasonsSay()
    {
        using var space = FeatureSpace.Propose(Rows, "Species");
        space.Adapt(Rows);
        var row = Rows[..1];
        var strange = Table.Of([.. Rows.Columns.Select(name =>
            name switch { "Island" or "City" => Column.Text(name, "nowhere"), "Notes" => Column.Text(name, "nowhere nothing"),
                _ => row[name] })]);
        var values = FeatureSpaceTests.Encode(space, strange).ToArray<float>();
        var columns = space.OutputColumns.Zip(values).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(columns.Where(column => column.First.StartsWith("Island=", StringComparison.Ordinal)),
                Is.EqualTo(new[] { ("Island=[UNK]", 1f), ("Island=Biscoe", 0f), ("Island=Dream", 0f) }));
            Assert.That(columns.Count(column => column.First.StartsWith("City=", StringComparison.Ordinal) && column.Second == 1),
                Is.EqualTo(1));
            var notes = columns.Where(column => column.First.StartsWith("Notes", StringComparison.Ordinal)).ToList();
            Assert.That(notes[0].First, Does.Contain("[UNK]"));
            Assert.That(notes[0].Second, Is.GreaterThan(0));
            Assert.That(notes.Skip(1).Select(column => column.Second), Is.All.Zero);
        });
    }

    [TestCase("2007-11-{0:00} 08:05", true)]
    [TestCase("2007-11-{0:00}T08:05:30.25", true)]
    [TestCase("2007-11-{0:00}T02:00:00+02:00", false)]
    public void TextsThatDatePartsReads_AreDates(string form, bool haveTimes)
    {
        string?[] days = [.. Enumerable.Range(0, 60)
            .Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, i % 28 + 1))];
        using var space = FeatureSpace.Propose(Table.Of(Column.Text("Seen", days),
            Column.Text("Number", [.. Enumerable.Range(0, 60).Select(i => $"200711{i % 28 + 1:00}")]), Rows["Species"]), "Species");
        Assert.That(space.Proposal!.Select(column => column.Layers),
            Is.EqualTo(new[] { "DateParts, Normalization", "StringLookup, one-hot" }));
        Assert.That(space.Proposal![0].Reason, haveTimes ? Does.EndWith("weekday and hour") : Does.EndWith("day, weekday"));
        Assert.That(() => space.Adapt(Table.Of(Column.Text("Seen", days), Column.Text("Number", days))), Throws.Nothing);
    }

    [Test]
    public void ALabel_IsThere_AndRowsAre()
    {
        Assert.That(() => FeatureSpace.Propose(Rows, "species"), Throws.ArgumentException.With.Message.Contains("Species"));
        Assert.That(() => FeatureSpace.Propose(Rows[..0], "Species"), Throws.ArgumentException.With.Message.Contains("has no rows"));
        Assert.That(() => new ProposeOptions { SampleRows = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void EmptyAndMissingTexts_StayApart()
    {
        using var space = FeatureSpace.Propose(Table.Of(Column.Text("a", "x", "", null, "x"), Column.Number("y", 1, 2, 3, 4)), "y");
        space.Adapt(Table.Of(Column.Text("a", "x", "", null, "x")));
        Assert.That(space.OutputColumns, Is.EquivalentTo(new[] { "a=[UNK]", "a=x", "a=", "a=(missing)" }));
    }
}
