using System.Xml.Linq;

namespace Layers.AspNetCore.Tests;

/// <summary>Reads a page as XML; each page is valid XML.</summary>
internal sealed class PageReader
{
    private PageReader(HttpResponseMessage response, string text) =>
        (Response, Text, Html) = (response, text, XDocument.Parse(text.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)));

    public HttpResponseMessage Response { get; }

    public HttpStatusCode Status => Response.StatusCode;

    public string Text { get; }

    public XDocument Html { get; }

    public string Title => All("title").First().Value;

    public static async Task<PageReader> GetAsync(Web web, string path) => await OfAsync(await web.Client.GetAsync(path));

    /// <summary>Sends a form like a browser.</summary>
    public static async Task<PageReader> PostAsync(Web web, string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await OfAsync(await web.Client.PostAsync(path, content));
    }

    public static async Task<PageReader> OfAsync(HttpResponseMessage response)
    {
        Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("text/html; charset=utf-8"));
        return new PageReader(response, await response.Content.ReadAsStringAsync());
    }

    public IEnumerable<XElement> All(string tag) => Html.Descendants().Where(element => element.Name.LocalName == tag);

    public XElement? ById(string id) => Html.Descendants().SingleOrDefault(element => (string?)element.Attribute("id") == id);

    /// <summary>The control of a label.</summary>
    public XElement Control(string label) => ById((string)All("label").Single(element => element.Value == label).Attribute("for")!)!;

    /// <summary>The descriptions of a control: its hint, its error, and its difference from training.</summary>
    public string[] Described(string label) =>
        [.. ((string)Control(label).Attribute("aria-describedby")!).Split(' ').Select(id => ById(id)!.Value)];

    /// <summary>The texts of the choices of a list, the selected one in brackets.</summary>
    public string[] Choices(string label) => [.. Control(label).Elements().Select(option =>
        option.Attribute("selected") is null ? option.Value : $"[{option.Value}]")];

    /// <summary>The section with the answer, to which the form returns.</summary>
    public XElement Answer => ById("answer")!.Parent!;

    /// <summary>The rows of the first table of the answer.</summary>
    public string[][] AnswerRows => [.. Answer.Descendants().Where(element => element.Name.LocalName == "tr").Skip(1)
        .Select(row => row.Elements().Select(cell => cell.Value).ToArray())];
}
