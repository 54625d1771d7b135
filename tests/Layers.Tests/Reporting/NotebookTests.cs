using System.Collections;

namespace Layers.Tests;

/// <summary>.NET Interactive finds formatters by name. These tests find them the same way.</summary>
public sealed class NotebookTests
{
    [Test]
    public void Formatters_AreFoundByName()
    {
        using var known = new ReportedModel();
        var history = known.Model.Fit(known.Rows, "answer", epochs: 2);
        var report = known.Model.Report(known.Rows);
        Assert.Multiple(() =>
        {
            Assert.That(Shown(report),
                Does.StartWith("<div class=\"layers-report\"><style>").And.Contain("Importance of the columns"));
            Assert.That(Shown(report), Does.Not.Contain("<body").And.Not.Contain("<main"));
            Assert.That(Shown(history), Is.EqualTo(history.ToHtml()).And.Contains("loss by epoch"));
            Assert.That(Shown(report.Evaluation!), Is.EqualTo(report.Evaluation!.ToHtml()).And.Contains("Confusion matrix of answer"));
            Assert.That(Shown(report.Evaluation!.ConfusionMatrix),
                Is.EqualTo(report.Evaluation.ConfusionMatrix.ToHtml()).And.Contains("true \\ predicted"));
            foreach (var part in new[] { Shown(report), history.ToHtml(), report.Evaluation.ToHtml() }) Assert.That(() =>
                System.Xml.Linq.XDocument.Parse(part), Throws.Nothing);
        });
    }

    private static string Shown(object instance)
    {
        var attribute = instance.GetType().GetCustomAttributes(inherit: true).Single(each =>
            each.GetType().Name == "TypeFormatterSourceAttribute");
        Assert.That(attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute), Is.EqualTo(new[] { "text/html" }));
        var source = Activator.CreateInstance((Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!)!;
        var formatter = ((IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).Cast<object>().Single();
        Assert.That(formatter.GetType().GetProperty("MimeType")!.GetValue(formatter), Is.EqualTo("text/html"));
        using var writer = new StringWriter();
        var format = formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!;
        Assert.That(format.Invoke(formatter, [instance, writer]), Is.True);
        Assert.That(format.Invoke(formatter, ["a text", TextWriter.Null]), Is.False);
        return writer.ToString();
    }
}
