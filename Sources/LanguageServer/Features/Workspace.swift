import Classification
import Languages
import LanguageServerProtocol

/// The languages of the workspace, and what they say of a text that is written there.
extension ServerLoop {
  /// What to ask of the classifier, about any text.
  var classificationOptions: ClassificationOptions {
    settings.detection.classificationOptions(prior: workspace.prior)
  }

  /// Counts the files of the workspace, away from the loop.
  func survey() {
    guard settings.detection.workspacePrior > 0 else { return }
    let number = (workspace.lastSurvey?.number ?? 0) + 1
    workspace.lastSurvey = (environment.clock.now, number)
    environment.background.submit { [post, environment, folders = client.workspaceFolders] in
      post(.surveyed(languages: folders.isEmpty ? [:] : environment.countLanguages(folders), survey: number))
    }
  }

  /// Counts them again where the last count is old.
  func surveyNowAndThen() {
    guard let last = workspace.lastSurvey, environment.clock.now - last.time >= WorkspaceLanguages.surveyInterval
    else { return }
    survey()
  }

  /// The files have been counted. What is open may be looked at with other eyes.
  func surveyed(_ languages: [String: Int], _ number: Int) {
    guard number == workspace.lastSurvey?.number else { return }
    workspace.files = languages
    guard workspace.weigh(settings.detection.workspacePrior) else { return }
    detectAll()
    diagnoseAll()
  }

  /// Counts the languages that the client says its documents are in; those that it has from us are no news.
  func countOpenDocuments() {
    var counts: [String: Int] = [:]
    for document in documents.values where !DocumentTraits.isPlain(document.languageID) {
      if memory[document.uri]?.hasAnnouncedLanguage == true { continue }
      let language = Languages.byEditorID(document.languageID)?.id ?? document.languageID
      counts[language, default: 0] += 1
    }
    guard counts != workspace.documents else { return }
    workspace.documents = counts
    weighWorkspace()
  }

  /// Weighs anew, after the setting or what is open has changed.
  func weighWorkspace() {
    _ = workspace.weigh(settings.detection.workspacePrior)
    if workspace.lastSurvey == nil { survey() }
  }
}
