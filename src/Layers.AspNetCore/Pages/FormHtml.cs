namespace Layers.AspNetCore;

/// <summary>Writes forms.</summary>
internal static class FormHtml
{
    /// <summary>Writes a form with the entered values.</summary>
    /// <param name="page">The page.</param>
    /// <param name="view">The content of the page.</param>
    /// <param name="form">The form.</param>
    public static void Write(Markup page, ModelView view, ModelForm form)
    {
        // A request changes nothing on the server, so a request that another site forges does no harm, and the form needs no antiforgery
        // token. The answer is below the form, so the fragment of the address lets the browser scroll to the answer.
        page.Open("form", ("method", "post"), ("action", $"{view.Address.Here}#{ModelView.Answer}"), ("autocomplete", "off")).Line()
            .Open("div", ("class", "fields")).Line();
        foreach (var field in form.Fields) Field(page, view, field);
        page.Close().Line().Element("button", "Predict", ("type", "submit")).Close().Line();
    }

    private static void Field(Markup page, ModelView view, FormField field)
    {
        var (entered, error) = (view.Entered?[field.Name] ?? "", view.ErrorOf(field.Name));
        var findings = view.FindingsOf(field.Name).ToList();
        var described = new List<string> { $"{field.Id}-hint" };
        page.Open("div", ("class", "field")).Element("label", Figures.Name(field.Name, 100), ("for", field.Id));
        page.Element("p", field.Hint, ("class", "soft"), ("id", $"{field.Id}-hint"));
        if (error is not null)
        {
            page.Element("p", $"✗ {error}", ("class", "different"), ("id", $"{field.Id}-error"));
            described.Add($"{field.Id}-error");
        }
        if (findings.Count > 0)
        {
            page.Element("p", $"△ {string.Join(' ', findings)}", ("class", "shifted"), ("id", $"{field.Id}-unlike"));
            described.Add($"{field.Id}-unlike");
        }
        (string, string?)[] common = [("id", field.Id), ("name", field.Name), ("aria-describedby", string.Join(' ', described)),
            ("aria-invalid", error is null ? null : "true")];
        if (field.Choices.Count > 0) Choice(page, field, entered, common);
        else if (field.Lines > 1) Lines(page, field, entered, common);
        else page.Empty("input", [.. common, .. Line(field), ("required", Required(field)), ("value", entered)]);
        page.Close().Line();
    }

    private static void Choice(Markup page, FormField field, string entered, (string, string?)[] common)
    {
        var isOther = entered.Length > 0 && !field.Choices.Contains(entered);
        var takesOthers = field.TakesOthers || isOther;
        // With an empty first choice, the browser asks for another choice if the field is required.
        page.Open("select", [.. common, ("required", takesOthers ? null : Required(field))]).Line();
        page.Element("option", field.IsRequired ? "Choose" : "Missing", ("value", ""));
        foreach (var choice in field.Choices)
            page.Element("option", Figures.Name(choice), ("value", choice), ("selected", choice == entered ? "selected" : null));
        if (takesOthers)
            page.Element("option", "Another value", ("value", ""), ("class", "others"), ("selected", isOther ? "selected" : null));
        page.Close();
        if (!takesOthers) return;
        page.Empty("input", [("class", "another"), ("name", field.Name),
            ("aria-label", $"Another value of {Figures.Name(field.Name, 100)}"), .. Line(field), ("value", isOther ? entered : "")]);
    }

    private static void Lines(Markup page, FormField field, string entered, (string, string?)[] common)
    {
        var rows = AlignedText.Integer(field.Lines);
        page.Open("textarea", [.. common, ("rows", rows), ("required", Required(field)), ("spellcheck", "false")]);
        // Browsers drop the first line break of a text area, so a second one is written.
        if (entered.StartsWith('\n')) page.Line();
        page.Text(entered).Close();
    }

    // A field for numbers is a text field to the browser, so that an entry that is not a number is shown again unchanged.
    private static (string, string?)[] Line(FormField field) =>
        [("type", "text"), ("inputmode", field.IsNumber ? "decimal" : null), ("spellcheck", "false")];

    private static string? Required(FormField field) => field.IsRequired ? "required" : null;
}
