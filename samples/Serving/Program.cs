using Layers.AspNetCore;
using Serving;

#region example
var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddModel("penguins.keras", options => options.SkewSample = 0.1);   // optional: injects the model, and sets its options
builder.Services.AddHealthChecks().AddModels();
builder.Services.AddOpenApi();

var app = builder.Build();
app.MapModel("/penguins", "penguins.keras");                                        // POST a record or an array; /v2/models/penguins
app.MapModelPages("/");                                                             // GET: the report, and a form to try the model
app.MapPost("/triage", async ([FromKeyedServices("penguins")] ServedModel model, Penguin bird, CancellationToken stop) =>
    (await model.PredictAsync(bird, stop)).Prediction.Label);
app.MapHealthChecks("/health");
app.MapOpenApi();
app.Run();
#endregion
