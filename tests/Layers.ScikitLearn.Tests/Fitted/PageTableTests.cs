using System.Text.RegularExpressions;

namespace Layers.ScikitLearn.Tests;

/// <summary>Tests the table of docs/scikit-learn.md: each scikit-learn class in it becomes the layers beside it.</summary>
public sealed partial class PageTableTests
{
    private static (string ClassName, string Layers)[] Rows
    {
        get
        {
            var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "scikit-learn.md"));
            var table = page[page.IndexOf("| scikit-learn | here |", StringComparison.Ordinal)..];
            return [.. Row().Matches(table[..table.IndexOf("\n\n", StringComparison.Ordinal)]).Select(match =>
                (match.Groups[1].Value, match.Groups[2].Value))];
        }
    }

    private static IEnumerable<TestCaseData> EachRow => Rows.Select(row =>
        new TestCaseData(row.ClassName, row.Layers).SetArgDisplayNames(row.ClassName));

    [Test]
    public void TheTable_HasEveryClass() => Assert.That(Rows.Select(row => row.ClassName),
        Is.EquivalentTo(FittedObjects.Names.Except(["FunctionTransformer"])));

    [Test]
    public void AFile_IsReadWithoutAModel()
    {
        var path = FittedCase.At("standard_frame-1.5-pickle.pkl");

        #region file
        var file = ScikitLearnFile.Read(path);
        Console.WriteLine(file);                               // StandardScaler of scikit-learn 1.5.2: age, income
        using var scaler = file.ToModel();                     // one input for each column
        using var back = file.ToInverseModel();
        #endregion

        Assert.That(file.ToString(), Is.EqualTo("StandardScaler of scikit-learn 1.5.2: age, income"));
        Assert.That(scaler.Inputs.Select(input => input.Name), Is.EqualTo(new[] { "age", "income" }));
        Assert.That(back.Outputs, Is.Not.Empty);
    }

    [TestCaseSource(nameof(EachRow))]
    public void ARowOfTheTable_IsRun(string className, string layers)
    {
        var cases = FittedCase.All.Select(data => (FittedCase)data.Arguments[0]!).Where(one => one.ClassName == className).ToList();
        Assert.That(cases, Is.Not.Empty);
        var made = new HashSet<string>();
        foreach (var @case in cases)
        {
            using var model = ScikitLearnFile.Read(@case.File).ToModel(DTypePolicy.Float64);
            FittedGoldenTests.AssertClose(model.Predict(@case.InputsOf(model)).Values.Single(), @case.Output,
                FittedGoldenTests.ToleranceOf(@case), @case.File);
            made.UnionWith(model.Layers.Select(layer => layer.GetType().Name));
        }
        var named = Word().Matches(layers).Select(match => match.Groups[1].Value).ToList();
        if (named.Count > 0) Assert.That(made, Does.Contain(named[0]).Or.Contain(named[^1]));
    }

    [GeneratedRegex(@"^\| `(\w+)` \| (.*?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Word();
}
