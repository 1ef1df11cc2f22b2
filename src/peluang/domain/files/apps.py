from peluang.domain.kernel.apps import DomainApp


class Config(DomainApp):
    name = "peluang.domain.files"
    label = "files"
