using System.Globalization;
using Layers;
using Spectre.Console;
using Table = Spectre.Console.Table;

namespace FuelEfficiency;

/// <summary>The output of the program, with numbers in the invariant culture.</summary>
public static class Report
{
    private const int Shown = 12;

    public static void Title(string text) => AnsiConsole.MarkupLine($"\n[bold]{text.EscapeMarkup()}[/]");

    public static void LeftOut(Car car) =>
        AnsiConsole.MarkupLine(Line($"  {car.Name.EscapeMarkup()} ({car.ModelYear}): no {(car.Mpg is null ? "mpg" : "horsepower")}"));

    /// <summary>Prints true and predicted numbers of some test cars.</summary>
    public static void Predictions(Cars cars, float[] predicted)
    {
        Title($"Predicted by a second process, from raw rows ({Shown} of {cars.Count} test cars)");
        var table = new Table().Border(TableBorder.Rounded).AddColumn("car").AddColumn("year");
        foreach (var column in new[] { "true mpg", "predicted", "off by" }) table.AddColumn(new TableColumn(column).RightAligned());
        for (var i = 0; i < Shown; i++)
        {
            var mpg = cars[i].Mpg!.Value;
            table.AddRow(cars[i].Name.EscapeMarkup(), Line($"{cars[i].ModelYear}"), Line($"{mpg:F1}"), Line($"{predicted[i]:F1}"),
                Line($"{predicted[i] - mpg:+0.0;-0.0;0.0}"));
        }
        AnsiConsole.Write(table);
    }

    public static void Training(History history, IReadOnlyDictionary<string, double> measured)
    {
        var loss = history["loss"];
        AnsiConsole.MarkupLine(Line($"\n{loss.Count} epochs: mean absolute error from {loss[0]:F2} to {loss[^1]:F2}") +
            Line($", and {measured["loss"]:F2} on the test cars"));
    }

    /// <summary>Prints the error beside that of the same network without normalization.</summary>
    public static void Comparison(Comparison comparison)
    {
        Title("Mean absolute error on the test cars, in miles per gallon, from five starts");
        var table = new Table().Border(TableBorder.Rounded).AddColumn("the same model");
        foreach (var column in new[] { "best", "median", "worst" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (name, errors) in new[] { ("with normalization", comparison.WithNormalization()), ("without", comparison.Without()) })
            table.AddRow(name, Line($"{errors[0]:F2}"), Line($"{errors[errors.Length / 2]:F2}"), Line($"{errors[^1]:F2}"));
        AnsiConsole.Write(table);
    }

    public static void Files(params string[] paths)
    {
        Title("Files");
        foreach (var path in paths) Console.WriteLine(Line($"  {Path.GetFullPath(path)} ({new FileInfo(path).Length} bytes)"));
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
