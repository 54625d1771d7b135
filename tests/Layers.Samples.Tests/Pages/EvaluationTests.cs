using System.Text.RegularExpressions;
using Layers.Data;

namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of docs/evaluation.md.</summary>
public sealed partial class EvaluationTests
{
    [Test]
    public void AModelOfWords_IsMeasured()
    {
        var birds = DataFile.Csv(Path.Combine(AppContext.BaseDirectory, "penguins.csv")).ToTable();
        var (training, test) = birds.Split(0.8, stratify: "Species", seed: 1);
        var space = new FeatureSpace
        {
            { ["Beak Length (mm)", "Beak Depth (mm)", "Flipper Length (mm)", "Body Mass (g)"], new Imputation(), new Normalization() },
            { "Island", new OneHotEncoding() },
        };
        space.Adapt(training);
        using var model = new Sequential { space, new Dense(16, Activation.Relu), new Dense(3, Activation.Softmax) };
        model.Compile(new Adam(0.01), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);

        #region evaluate
        History history = model.Fit(training, "Species", epochs: 5, validationData: test);
        Console.WriteLine(history);                             // the last epoch, and the best of the validation loss

        Evaluation measured = model.Evaluate(test);             // "Species" is remembered
        double loss = measured["loss"];
        Console.WriteLine(measured);                            // loss, metrics, confusion matrix, F1 of each class
        Console.WriteLine(measured.Report);                     // precision, recall and F1, with their means
        Console.WriteLine(measured.Calibration);                // of the rows with probability 80 %, are 80 % right?
        long mistaken = measured.ConfusionMatrix["Chinstrap", "Adelie"];
        #endregion

        // The last digits of the probabilities decide which ranges have rows, so only the first lines are compared.
        var heads = string.Join('\n', measured.Calibration.ToString().Split('\n')[..2]);
        Assert.That(Form(Page), Does.Contain(Form($"```\n{history}\n\n{measured}\n\n{heads}\n")));
        Assert.That(measured.Report.Accuracy, Is.EqualTo(measured["accuracy"]).Within(1e-6).And.GreaterThan(0.9));
        Assert.That(loss, Is.EqualTo(history["val_loss"][^1]).Within(1e-6));
        Assert.That(mistaken + measured.ConfusionMatrix["Chinstrap", "Chinstrap"] + measured.ConfusionMatrix["Chinstrap", "Gentoo"],
            Is.EqualTo(measured.Report["Chinstrap"].Support));
        Assert.That(measured.Calibration.Count, Is.EqualTo(test.RowCount));
    }

    [Test]
    public void Arrays_AreCompared()
    {
        #region arrays
        string[] truth = ["cat", "dog", "dog", "owl"], said = ["cat", "cat", "dog", "dog"];
        var matrix = ConfusionMatrix.Of(truth, said);           // rows are true classes, columns predicted ones
        var report = ClassificationReport.Of(truth, said);
        var calibration = Calibration.Of(isTrue: [false, true, true, true], probability: [0.1, 0.4, 0.8, 0.9], bins: 2);
        #endregion

        Assert.That(matrix["owl", "dog"], Is.EqualTo(1));
        Assert.That(calibration.ExpectedError, Is.EqualTo(0.2).Within(1e-12));
        Assert.That(Page, Does.Contain($"```\n{report}\n```"));
    }

    private static string Page => string.Join('\n', Repository.Lines("docs/evaluation.md"));

    // Compares words and lines only: another processor has other digits, and so other widths.
    private static string Form(string text) => Spaces().Replace(Numbers().Replace(text, " 0"), " ");

    [GeneratedRegex(@"\d[\d.]*")]
    private static partial Regex Numbers();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
