namespace Layers.Tests.Training;

/// <summary>Precision, recall and F1; the numbers are those of scikit-learn's documentation, or follow from its formulas by hand.</summary>
public sealed class ClassificationReportTests
{
    private const double Near = 1e-12;

    [Test]
    public void TheExampleOfScikitLearn_HasItsNumbers()
    {
        var report = ClassificationReport.Of([0, 1, 2, 2, 2], [0, 0, 2, 2, 1], ["class 0", "class 1", "class 2"]);
        Assert.That(report.ToString().Split('\n'), Is.EqualTo(new[]
        {
            "                  precision  recall     F1  rows",
            "class 0               0.500   1.000  0.667     1",
            "class 1               0.000   0.000  0.000     1",
            "class 2               1.000   0.667  0.800     3",
            "",
            "accuracy                             0.600     5",
            "macro average         0.500   0.556  0.489     5",
            "weighted average      0.700   0.600  0.613     5",
        }));
        Assert.That(report.Remarks, Is.Empty);
    }

    [Test]
    public void ScoresAndMeans_FollowTheirFormulas()
    {
        // cat: 3 of 4 predictions are right, of 5 rows; dog: 2 of 5 predictions, of 3 rows; owl: 1 of 2 predictions, of 3 rows.
        string[] truth = ["cat", "cat", "cat", "cat", "cat", "dog", "dog", "dog", "owl", "owl", "owl"];
        string[] said = ["cat", "cat", "cat", "dog", "dog", "dog", "dog", "owl", "owl", "cat", "dog"];
        var report = ClassificationReport.Of(truth, said);
        Assert.Multiple(() =>
        {
            Is("cat", 3 / 4.0, 3 / 5.0, 6 / 9.0, 5);
            Is("dog", 2 / 5.0, 2 / 3.0, 4 / 8.0, 3);
            Is("owl", 1 / 2.0, 1 / 3.0, 2 / 5.0, 3);
            Assert.That(report.Accuracy, NUnit.Framework.Is.EqualTo(6 / 11.0).Within(Near));
            Assert.That(report.MacroAverage.Precision, NUnit.Framework.Is.EqualTo((0.75 + 0.4 + 0.5) / 3).Within(Near));
            Assert.That(report.MacroAverage.F1, NUnit.Framework.Is.EqualTo((6 / 9.0 + 0.5 + 0.4) / 3).Within(Near));
            Assert.That(report.WeightedAverage.Precision, NUnit.Framework.Is.EqualTo((5 * 0.75 + 3 * 0.4 + 3 * 0.5) / 11).Within(Near));
            Assert.That(report.WeightedAverage.Recall, NUnit.Framework.Is.EqualTo(6 / 11.0).Within(Near), "the value is the accuracy");
            Assert.That(report.WeightedAverage.F1, NUnit.Framework.Is.EqualTo((5 * 6 / 9.0 + 3 * 0.5 + 3 * 0.4) / 11).Within(Near));
            Assert.That(report["dog"].ToString(), NUnit.Framework.Is.EqualTo("dog: precision 0.400, recall 0.667, F1 0.500, 3 rows"));
            Assert.That(() => report["dogg"], Throws.InstanceOf<KeyNotFoundException>().With.Message.Contains("Did you mean 'dog'?"));
        });

        void Is(string name, double precision, double recall, double f1, long support)
        {
            var scores = report[name];
            Assert.That(new[] { scores.Precision, scores.Recall, scores.F1 },
                NUnit.Framework.Is.EqualTo(new[] { precision, recall, f1 }).Within(Near), name);
            Assert.That(scores.Support, NUnit.Framework.Is.EqualTo(support), name);
        }
    }

    [Test]
    public void ZeroByZero_IsZero_WithARemark()
    {
        var report = ClassificationReport.Of(["a", "b", "a"], ["a", "a", "c"], ["a", "b", "c", "d"]);
        Assert.That(report.Classes.Select(each => (each.Precision, each.Recall, each.F1)),
            Is.EqualTo(new[] { (0.5, 0.5, 0.5), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0) }));
        Assert.That(report.MacroAverage.F1, Is.EqualTo(0.125).Within(Near), "every class counts, as with scikit-learn's labels");
        Assert.That(report.Remarks, Is.EqualTo(new[]
        {
            "Never predicted, so the precision is 0: b.",
            "Without rows, so the recall is 0: c.",
            "Without rows and never predicted, so all scores are 0, which also lowers the macro average: d.",
        }));
        Assert.That(report.ToString(), Does.EndWith(string.Join('\n', report.Remarks)));
    }

    [Test]
    public void ManyClasses_PrintInPart()
    {
        int[] all = [.. Enumerable.Range(0, 130)];
        Assert.That(ClassificationReport.Of(all, all).ToString(),
            Does.Contain("\n99 ").And.Contains("\n… and 30 more classes\naccuracy").And.Not.Contains("\n100 "));
    }
}
